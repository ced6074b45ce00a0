export { createOidcProviderFactory } from './createOidcProviderFactory';
export { reportProviders } from './reportProviders';
export { YieldingProviders } from './YieldingProviders';
export { warnOfOwnResolvers } from './warnOfOwnResolvers';
