import { isPortalPostLogoutUri, isPortalRedirectUri } from './redirectUris';

const ORIGINS = ['http://localhost:7007', 'https://portal.example.com'];

describe('isPortalRedirectUri', () => {
  it.each([
    'http://localhost:7007/api/auth/oidc/handler/frame',
    'http://localhost:7007/api/auth/keycloak/handler/frame',
    'http://localhost:7007/api/auth/my.sso_2-x/handler/frame',
    'https://portal.example.com/api/auth/okta/handler/frame',
  ])('allows %s', uri => {
    expect(isPortalRedirectUri(ORIGINS, uri)).toBe(true);
  });

  it.each([
    '',
    'nonsense',
    'data:text/html,x',
    'http://localhost:7008/api/auth/oidc/handler/frame',
    'https://localhost:7007/api/auth/oidc/handler/frame',
    'http://localhost:7007.evil.example/api/auth/oidc/handler/frame',
    'http://localhost:7007@evil.example/api/auth/oidc/handler/frame',
    'http://user@localhost:7007/api/auth/oidc/handler/frame',
    'http://localhost:7007\\@evil.example/api/auth/oidc/handler/frame',
    'http://localhost:7007/api/auth/../evil/handler/frame',
    'http://localhost:7007/api/auth/%2e%2e/handler/frame',
    'http://localhost:7007/api/auth/a%2Fb/handler/frame',
    'http://localhost:7007/api/auth/a/b/handler/frame',
    'http://localhost:7007/api/auth//handler/frame',
    'http://localhost:7007/api/auth/oidc/handler/frame/',
    'http://localhost:7007/api/auth/oidc/handler/frame?x=1',
    'http://localhost:7007/api/auth/oidc/handler/frame#x',
    ' http://localhost:7007/api/auth/oidc/handler/frame',
    'http://localhost:7007/catalog',
  ])('rejects %j', uri => {
    expect(isPortalRedirectUri(ORIGINS, uri)).toBe(false);
  });
});

describe('isPortalPostLogoutUri', () => {
  it.each(['http://localhost:7007', 'http://localhost:7007/catalog?x=1'])(
    'allows %s',
    uri => {
      expect(isPortalPostLogoutUri(ORIGINS, uri)).toBe(true);
    },
  );

  it.each([
    'http://localhost:7007@evil.example/',
    'http://user:x@localhost:7007/',
    'http://evil.example/http://localhost:7007',
    'nonsense',
  ])('rejects %s', uri => {
    expect(isPortalPostLogoutUri(ORIGINS, uri)).toBe(false);
  });
});
