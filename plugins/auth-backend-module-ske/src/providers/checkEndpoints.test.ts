import { checkEndpoints } from './checkEndpoints';

const metadata = {
  issuer: 'https://idp.example.com',
  authorization_endpoint: 'https://idp.example.com/authorize',
  token_endpoint: 'https://idp.example.com/token',
  jwks_uri: 'https://idp.example.com/keys',
};

const check = (more: object) => () =>
  checkEndpoints({
    providerId: 'okta',
    metadataUrl: 'https://idp.example.com/.well-known/openid-configuration',
    metadata: { ...metadata, ...more },
  });

describe('S24: checkEndpoints', () => {
  it('accepts https', () => {
    expect(check({})).not.toThrow();
  });

  it.each([
    'http://localhost:8080/token',
    'http://127.0.0.1:8080/token',
    'http://[::1]:8080/token',
  ])('accepts http on this machine: %s', url => {
    expect(check({ token_endpoint: url })).not.toThrow();
  });

  it.each([
    ['authorization_endpoint', 'http://idp.example.com/authorize'],
    ['token_endpoint', 'http://idp.example.com/token'],
    ['userinfo_endpoint', 'http://10.0.0.1/userinfo'],
    ['jwks_uri', 'http://idp.example.com/keys'],
    ['revocation_endpoint', 'http://127.0.0.1.example.com/revoke'],
    ['end_session_endpoint', 'http://localhost.example.com/logout'],
    ['token_endpoint', 'ftp://idp.example.com/token'],
    ['token_endpoint', 'not a url'],
    ['token_endpoint', null],
  ])('rejects %s %s', (key, url) => {
    expect(check({ [key]: url })).toThrow(
      `has the ${key} ${url}, which is not an https URL`,
    );
  });

  it('ignores endpoints that a sign-in does not use', () => {
    expect(
      check({ registration_endpoint: 'http://idp.example.com/register' }),
    ).not.toThrow();
  });
});
