import {
  cookieForBrowser,
  locationForBrowser,
  requiresNewLogin,
  textForBrowser,
} from './browserView';

const HTTPS = 'https://localhost:8443';
const LOGIN = 'http://localhost:8080';

it('rewrites the origin in a page and in its JavaScript strings', () => {
  expect(
    textForBrowser(
      `<form action="${HTTPS}/a"> "https:\\/\\/localhost:8443\\/b" https://elsewhere/`,
      HTTPS,
      LOGIN,
    ),
  ).toBe(
    `<form action="${LOGIN}/a"> "http:\\/\\/localhost:8080\\/b" https://elsewhere/`,
  );
});

it.each([
  [`${HTTPS}/realms/kratix?x=1`, `${LOGIN}/realms/kratix?x=1`],
  [HTTPS, LOGIN],
  ['/relative', '/relative'],
  // These are the issuer identifier of RFC 9207, and a port with the same first digits.
  [
    `http://localhost:7007/frame?iss=${HTTPS}/realms/kratix`,
    `http://localhost:7007/frame?iss=${HTTPS}/realms/kratix`,
  ],
  [`${HTTPS}0/realms`, `${HTTPS}0/realms`],
])('rewrites the redirect target %s to %s', (location, expected) => {
  expect(locationForBrowser(location, HTTPS, LOGIN)).toBe(expected);
});

it.each([
  [
    'A=b;Path=/x;Secure;HttpOnly; SameSite=None',
    'A=b;Path=/x;HttpOnly; SameSite=Lax',
  ],
  ['A=Secure; Secure', 'A=Secure'],
  ['A=b; SameSite=Strict', 'A=b; SameSite=Strict'],
])('rewrites the cookie %s to %s', (cookie, expected) => {
  expect(cookieForBrowser(cookie)).toBe(expected);
});

it.each([
  ['/realms/kratix/protocol/openid-connect/auth?prompt=login', true],
  ['/realms/kratix/protocol/openid-connect/auth?prompt=consent+login', true],
  ['/realms/kratix/protocol/openid-connect/auth?prompt=none', false],
  ['/realms/kratix/protocol/openid-connect/auth', false],
  ['/realms/kratix/login-actions/authenticate?prompt=login', false],
])('tells whether %s requires a new login: %s', (path, expected) => {
  expect(requiresNewLogin(new URL(path, LOGIN))).toBe(expected);
});
