import { readDocumentedProvider } from '@kratix-portal/test-cluster';
import { documentedUserNameClaim } from './documentedUserNameClaim';

describe('documentedUserNameClaim', () => {
  it.each([
    ['keycloak', 'keycloak'],
    ['okta', 'okta'],
    ['auth0', 'auth0'],
    ['entra', 'entra-id'],
    ['google', 'google'],
    ['cognito', 'cognito'],
    ['dex', 'dex'],
    ['pinniped', 'pinniped'],
    ['oidc', 'any-oidc'],
  ] as const)(
    'returns the claim that the page about %s recommends',
    (kind, page) => {
      const { flags, authentication } = readDocumentedProvider(page);

      const claim = documentedUserNameClaim(kind);

      expect(flags['oidc-username-claim']).toBe(claim);
      expect(authentication.jwt[0].claimMappings.username.claim).toBe(claim);
    },
  );
});
