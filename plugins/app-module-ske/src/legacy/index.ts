export { createOidcAuthApiFactory } from './createOidcAuthApiFactory';
export { OidcSignInPage } from './OidcSignInPage';
