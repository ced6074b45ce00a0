import {
  asksForFreshLogin,
  cookieForBrowser,
  locationForBrowser,
  textForBrowser,
} from './browserView';

const ISSUER = 'https://localhost:8443';
const LOGIN = 'http://localhost:8080';

it('rewrites a page, also in JavaScript strings', () => {
  expect(
    textForBrowser(
      `<form action="${ISSUER}/a"> "https:\\/\\/localhost:8443\\/b" https://elsewhere/`,
      ISSUER,
      LOGIN,
    ),
  ).toBe(
    `<form action="${LOGIN}/a"> "http:\\/\\/localhost:8080\\/b" https://elsewhere/`,
  );
});

it.each([
  [`${ISSUER}/realms/kratix?x=1`, `${LOGIN}/realms/kratix?x=1`],
  [ISSUER, LOGIN],
  ['/relative', '/relative'],
  // The issuer identifier of RFC 9207, and a port that only begins alike.
  [
    `http://localhost:7007/frame?iss=${ISSUER}/realms/kratix`,
    `http://localhost:7007/frame?iss=${ISSUER}/realms/kratix`,
  ],
  [`${ISSUER}0/realms`, `${ISSUER}0/realms`],
])('sends a browser that is sent to %s to %s', (location, expected) => {
  expect(locationForBrowser(location, ISSUER, LOGIN)).toBe(expected);
});

it.each([
  [
    'A=b;Path=/x;Secure;HttpOnly; SameSite=None',
    'A=b;Path=/x;HttpOnly; SameSite=Lax',
  ],
  ['A=Secure; Secure', 'A=Secure'],
  ['A=b; SameSite=Strict', 'A=b; SameSite=Strict'],
])('makes of the cookie %s one for http: %s', (cookie, expected) => {
  expect(cookieForBrowser(cookie)).toBe(expected);
});

it.each([
  ['/realms/kratix/protocol/openid-connect/auth?prompt=login', true],
  ['/realms/kratix/protocol/openid-connect/auth?prompt=consent+login', true],
  ['/realms/kratix/protocol/openid-connect/auth?prompt=none', false],
  ['/realms/kratix/protocol/openid-connect/auth', false],
  ['/realms/kratix/login-actions/authenticate?prompt=login', false],
])('sees whether %s asks for a fresh login: %s', (path, expected) => {
  expect(asksForFreshLogin(new URL(path, LOGIN))).toBe(expected);
});
