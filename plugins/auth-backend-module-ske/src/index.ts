/**
 * OIDC sign-in from configuration for Backstage's `auth` plugin. Every Backstage token that this sign-in issues contains the OIDC provider's access
 * token in its `tok` claim.
 *
 * @packageDocumentation
 */
export { authModuleSke as default } from './module';
export { withAccessToken, type WithAccessTokenOptions } from './accessToken';
export { AccessTokenError, type AccessTokenErrorCode } from './accessToken';
