export * from './IssuerError';
export * from './startIssuer';
export {
  installKeycloak,
  type InstallKeycloakOptions,
  type KeycloakInstallEvent,
} from './keycloak/installKeycloak';
export {
  signInOverHttp,
  type SignInOverHttpOptions,
} from './signIn/signInOverHttp';
