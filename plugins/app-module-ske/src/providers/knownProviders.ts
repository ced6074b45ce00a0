/** Product names and icons of well-known providers, by their usual id in lower case. */
export const KNOWN_PROVIDERS = new Map([
  ['auth0', { title: 'Auth0', icon: 'auth0' }],
  ['authentik', { title: 'authentik', icon: 'shield' }],
  ['azure', { title: 'Microsoft Entra ID', icon: 'building' }],
  ['dex', { title: 'Dex', icon: 'key' }],
  ['entra', { title: 'Microsoft Entra ID', icon: 'building' }],
  ['gitlab', { title: 'GitLab', icon: 'key' }],
  ['google', { title: 'Google', icon: 'key' }],
  ['keycloak', { title: 'Keycloak', icon: 'keycloak' }],
  ['microsoft', { title: 'Microsoft', icon: 'building' }],
  ['oidc', { title: 'OpenID Connect', icon: 'key' }],
  ['okta', { title: 'Okta', icon: 'okta' }],
  ['onelogin', { title: 'OneLogin', icon: 'key' }],
  ['pinniped', { title: 'Pinniped', icon: 'shield' }],
  ['sso', { title: 'Single sign-on', icon: 'key' }],
]);
