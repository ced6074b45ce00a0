/**
 * A sign-in page from configuration, with one card for each OIDC provider, and a Backstage API for each provider.
 *
 * @packageDocumentation
 */
export { oidcAuthApiRef, type OidcAuthApi } from './apis';
export { createOidcAuthApiFactory, OidcSignInPage } from './legacy';
export { appModuleSke as default } from './module';
