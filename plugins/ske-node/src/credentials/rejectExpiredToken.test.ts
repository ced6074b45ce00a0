import { rejectExpiredToken } from './rejectExpiredToken';

const NOW = new Date('2026-01-01T00:00:00Z').getTime();
const NOW_SECONDS = NOW / 1000;

function jwt(claims: unknown): string {
  const payload = Buffer.from(JSON.stringify(claims)).toString('base64url');
  return `e30.${payload}.c2ln`;
}

describe('S7: rejectExpiredToken', () => {
  it.each([NOW_SECONDS, NOW_SECONDS - 0.5, 0, -1])(
    'rejects a token with the expiry %p',
    exp => {
      expect(() => rejectExpiredToken(jwt({ exp }), NOW)).toThrow(
        /^The Backstage token expired at \d{4}-/,
      );
    },
  );

  it.each([
    ['a token that expires later', jwt({ exp: NOW_SECONDS + 1 })],
    ['a token without an expiry', jwt({ sub: 'user:default/jane' })],
    ['an expiry as a string', jwt({ exp: '1' })],
    ['an expiry that cannot be a date', jwt({ exp: -1e300 })],
    ['claims that are null', jwt(null)],
    ['a token that is not a JWT', 'opaque'],
    ['a payload that is not JSON', 'a.b.c'],
    ['an empty token', ''],
  ])('leaves %s to Backstage', (_, token) => {
    expect(() => rejectExpiredToken(token, NOW)).not.toThrow();
  });
});
