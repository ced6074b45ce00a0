/**
 * OIDC sign-in from configuration for Backstage's `auth` plugin: every issued Backstage token carries the provider's
 * access token in its `tok` claim.
 *
 * @packageDocumentation
 */
export { authModuleSke as default } from './module';
export { withAccessToken, type WithAccessTokenOptions } from './accessToken';
export { AccessTokenError, type AccessTokenErrorCode } from './accessToken';
