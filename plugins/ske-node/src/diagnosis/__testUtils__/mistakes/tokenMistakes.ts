import { signForeignToken } from '@kratix-portal/test-cluster';
import { unsignedJwt } from '../../../credentials/__testUtils__/unsignedJwt';
import type { Mistake } from '../useDiagnosis';

/** Mistakes in the tokens that the provider issues. */
export const tokenMistakes: Mistake[] = [
  [
    'a tok claim with spaces',
    'token: token-malformed',
    () => ({ token: 'two words' }),
  ],
  [
    'a token of more than 48 kB',
    'token: token-malformed',
    () => ({ token: 'a'.repeat(60_000) }),
  ],
  [
    'a token that was cut off',
    'token-kind: token-malformed',
    () => ({ token: 'eyJhbGciOiJSUzI1NiJ9.eyJhIjoxf' }),
  ],
  [
    'a Backstage token in the tok claim',
    'token: token-is-backstage',
    () => ({
      token: unsignedJwt(
        { sub: 'user:default/jane' },
        { alg: 'ES256', typ: 'vnd.backstage.user' },
      ),
    }),
  ],
  ['an expired token', 'token: token-expired', () => ({ defect: 'expired' })],
  [
    'an opaque token',
    'token-kind: token-opaque',
    () => ({ token: 'WfSEzqXs0cOHvpBYtQs3J4nKGRRzHpHz' }),
  ],
  [
    'an encrypted token',
    'token-kind: token-encrypted',
    () => ({ token: 'eyJhbGciOiJkaXIifQ.encrypted-key.iv.text.tag' }),
  ],
  [
    'an ID token where the access token is expected',
    'token-kind: token-is-id-token',
    () => ({ claims: { aud: 'portal', nonce: 'n' } }),
  ],
  [
    'an access token where the ID token is expected',
    'token-kind: token-is-access-token',
    () => ({
      provider: { tokenKind: 'id' },
      claims: { aud: 'account', scope: 'openid' },
    }),
  ],
  [
    'a token of another issuer',
    'token-issuer: token-issuer-differs',
    () => ({ defect: 'wrong-issuer' }),
  ],
  [
    'an issuer with a slash at its end',
    'token-issuer: token-issuer-trailing-slash',
    ({ platform }) => ({
      claims: { iss: `${platform.current.endpoints.oidcProvider.issuer}/` },
    }),
  ],
  [
    'a token with an http issuer',
    'token-issuer: token-issuer-not-https',
    ({ platform }) => ({
      claims: {
        iss: platform.current.endpoints.oidcProvider.issuer.replace(
          'https:',
          'http:',
        ),
      },
    }),
  ],
  [
    'two issuers: the API server trusts another issuer than the portal',
    'token-issuer: token-issuer-not-trusted',
    async ({ prefixed }) => {
      const { endpoints } = prefixed.current;
      return {
        provider: {
          metadataUrl: endpoints.oidcProvider.metadataUrl,
          ...endpoints.oidcProvider.portalClient,
        },
        token: await signForeignToken({
          endpoints,
          username: 'user-admin',
          defect: 'none',
        }),
      };
    },
  ],
  [
    'a token without an expiry',
    'token-times: token-without-expiry',
    () => ({ claims: { exp: undefined } }),
  ],
  [
    'a token that is not valid yet',
    'token-times: token-not-yet-valid',
    () => ({ claims: { nbf: Math.floor(Date.now() / 1000) + 3600 } }),
  ],
  [
    'a token that is signed with a shared secret',
    'token-signature: token-algorithm',
    ({ platform }) => ({
      token: unsignedJwt(
        {
          iss: platform.current.endpoints.oidcProvider.issuer,
          exp: Math.floor(Date.now() / 1000) + 300,
        },
        { alg: 'HS256' },
      ),
    }),
  ],
  [
    'a token that a retired key has signed',
    'token-signature: token-key-unknown',
    ({ platform }) => ({
      token: unsignedJwt(
        {
          iss: platform.current.endpoints.oidcProvider.issuer,
          exp: Math.floor(Date.now() / 1000) + 300,
        },
        { alg: 'RS256', kid: 'retired' },
      ),
    }),
  ],
  [
    'a token of another installation of the provider',
    'token-signature: token-signature-invalid',
    () => ({ defect: 'another-key' }),
  ],
  [
    'no audience',
    'token-audience: token-audience-missing',
    () => ({ claims: { aud: undefined } }),
  ],
  [
    'the audience of another service',
    'token-audience: token-audience-wrong',
    () => ({ defect: 'wrong-audience' }),
  ],
  [
    'no audience mapper, and nothing is known about the API server',
    'token-audience: token-audience-wrong',
    () => ({ diagnosis: {}, claims: { aud: 'account' } }),
  ],
  [
    'an access token for the portal itself, and nothing is known about the API server',
    'token-audience: token-audience-wrong',
    ({ platform }) => ({
      diagnosis: {},
      claims: {
        aud: platform.current.endpoints.oidcProvider.portalClient.clientId,
      },
    }),
  ],
];
