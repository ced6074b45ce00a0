import type { ProviderKind } from '@kratix-portal/plugin-ske-common';

/** The topics for which the doctor has a remedy at the provider. */
export type RemedyTopic =
  | 'client'
  | 'audience'
  | 'jwt'
  | 'token-kind'
  | 'issuer'
  | 'username'
  | 'email-verified'
  | 'groups'
  | 'algorithm';

type Remedies = Record<RemedyTopic, string>;

const generic: Remedies = {
  client:
    'Compare clientId and clientSecret with the client that is registered at the provider, and check that the client may use the authorization code flow.',
  audience:
    'Make the provider put the value of --oidc-client-id into the claim "aud" of access tokens: with a resource parameter, an audience setting of the client, or an API that is registered at the provider.',
  jwt: 'Make the provider issue access tokens as signed JWTs (RFC 9068). If it cannot, send the ID token: set tokenKind to "id" in the section of the provider.',
  'token-kind':
    'Set tokenKind in the section of the provider to the kind of token that the API server accepts.',
  issuer:
    'Copy the value of "issuer" from the discovery document into --oidc-issuer-url, character by character.',
  username:
    'Make the provider put the claim into the token, for instance with the scope that contains it in additionalScopes, or name a claim that the token has in --oidc-username-claim.',
  'email-verified':
    'Verify the e-mail address of the user at the provider, or let another claim than email be the user name (--oidc-username-claim).',
  groups:
    'Make the provider put the groups of the user into the token, for instance with the scope groups in additionalScopes, and name the claim in --oidc-groups-claim.',
  algorithm:
    'Make the provider sign tokens with RS256, or add the algorithm to --oidc-signing-algs.',
};

const ofProvider: Record<ProviderKind, Partial<Remedies>> = {
  keycloak: {
    client:
      'In Keycloak open Clients > the client > Credentials, and copy the secret; Client authentication and Standard flow must be on.',
    audience:
      'In Keycloak open Clients > the client > Client scopes > <client>-dedicated, and add a mapper of type Audience: Included Custom Audience is the value of --oidc-client-id, and Add to access token is on.',
    'token-kind': 'Keycloak’s access token is a JWT: remove tokenKind.',
    issuer:
      'Keycloak’s issuer is <hostname>/realms/<realm> without a slash at its end. Set Keycloak’s hostname option to the URL that browsers use, so that all tokens have one issuer.',
    username:
      'In Keycloak the client scope "email" contains the claim "email": add the scope to the client as a default scope. A user without an e-mail address has no such claim.',
    'email-verified':
      'In Keycloak open Users > the user, and switch Email verified on, or send the user a verification mail.',
    groups:
      'In Keycloak open Clients > the client > Client scopes > <client>-dedicated, and add a mapper of type Group Membership: Token Claim Name is groups, Full group path is off, Add to access token is on.',
    algorithm:
      'In Keycloak open Clients > the client > Advanced, and set the signature algorithm of the access token to RS256.',
  },
  okta: {
    audience:
      'In Okta open Security > API > the custom authorization server, and set its Audience to the value of --oidc-client-id. metadataUrl must contain /oauth2/<server>.',
    jwt: 'Okta’s org authorization server issues access tokens for Okta only. Use a custom authorization server: metadataUrl is https://<domain>/oauth2/<server>/.well-known/openid-configuration.',
    username:
      'In Okta open Security > API > the authorization server > Claims, and add the claim to the access token, such as email with the value user.email.',
    'email-verified':
      'Okta puts email_verified into the token of a user whose primary e-mail is verified; verify it in the user’s profile.',
    groups:
      'In Okta open Security > API > the authorization server > Claims, and add a claim "groups" of type Groups with a filter to the access token.',
  },
  auth0: {
    audience:
      'Create an API in Auth0 whose Identifier is the value of --oidc-client-id, and set audience in the section of the provider to this identifier.',
    jwt: 'Auth0 issues an opaque access token until the sign-in asks for an API: set audience in the section of the provider to the Identifier of the API.',
    issuer:
      'Auth0’s issuer has a slash at its end: --oidc-issuer-url=https://<tenant>.auth0.com/',
    username:
      'Add the claim in a post-login Action of Auth0: api.accessToken.setCustomClaim with a name that is a URL, and name it in --oidc-username-claim.',
    groups:
      'Add the groups in a post-login Action of Auth0: api.accessToken.setCustomClaim("https://<your domain>/groups", …), and name this URL in --oidc-groups-claim.',
    algorithm:
      'In Auth0 open Applications > APIs > the API, and set the Signing Algorithm to RS256.',
  },
  entra: {
    audience:
      'Expose an API in the app registration of Entra ID and request its scope in additionalScopes (api://<application id>/<scope>). With requestedAccessTokenVersion 2 the audience is the application id.',
    issuer:
      'Set requestedAccessTokenVersion to 2 in the manifest of the app registration: tokens then have the issuer https://login.microsoftonline.com/<tenant>/v2.0, and not sts.windows.net.',
    username:
      'Entra ID does not give every user the claim "email": use preferred_username or oid in --oidc-username-claim, or add email as an optional claim of the access token.',
    'email-verified':
      'Entra ID has no email_verified: use preferred_username or oid in --oidc-username-claim.',
    groups:
      'In the app registration open Token configuration, and add a groups claim to the access token. Its values are object ids unless you choose another format.',
  },
  google: {
    audience:
      'Google’s access tokens are opaque and have no audience: send the ID token (tokenKind: id), and set --oidc-client-id to the clientId of the portal.',
    jwt: 'Google’s access tokens are opaque. Send the ID token: set tokenKind to "id", and set --oidc-client-id to the clientId of the portal.',
    groups:
      'Google puts no groups into tokens: bind roles to users, or put Dex or Pinniped between Google and the cluster.',
  },
  cognito: {
    audience:
      'Cognito’s access tokens have no aud, unless the user pool has resource binding: send the ID token (tokenKind: id), and set --oidc-client-id to the id of the app client.',
    username:
      'Cognito’s access token has no email: send the ID token (tokenKind: id), or name username in --oidc-username-claim.',
    groups:
      'Cognito’s claim is cognito:groups: set --oidc-groups-claim=cognito:groups.',
  },
  dex: {
    audience:
      'Dex puts the client id into aud: set --oidc-client-id to the id of the portal’s client, or request the scope audience:server:client_id:<id> for a client that lists the portal in trustedPeers.',
    groups:
      'Request the scope groups in additionalScopes, and check that the connector of Dex supports groups.',
  },
  pinniped: {
    audience:
      'The Pinniped Supervisor issues tokens for a cluster by token exchange only: request the scope pinniped:request-audience, or trust the ID token of the portal’s OIDCClient.',
    groups:
      'Request the scope groups, and allow it in allowedScopes of the OIDCClient.',
  },
  oidc: {},
};

/** What to change at the configured provider. */
export function providerRemedy(kind: ProviderKind, topic: RemedyTopic): string {
  return ofProvider[kind][topic] ?? generic[topic];
}
