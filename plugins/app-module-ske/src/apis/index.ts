export { createOidcAuthApi, createOidcAuthFactory } from './createOidcAuthApi';
export { oidcAuthApiRef, type OidcAuthApi } from './oidcAuthApiRef';
