export { createOidcAuthApi } from './createOidcAuthApi';
export { oidcAuthApiRef, type OidcAuthApi } from './oidcAuthApiRef';
