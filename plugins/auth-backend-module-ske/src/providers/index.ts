export { createOidcProviderFactory } from './createOidcProviderFactory';
export { reportProviders } from './reportProviders';
export { YieldingProviders } from './YieldingProviders';
