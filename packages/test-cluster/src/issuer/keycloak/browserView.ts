/** Rewrites what Keycloak says to browsers: for them its origin is http on localhost. */

/** A page, script or JSON text: also within JSON and JavaScript strings, where slashes may be escaped. */
export function textForBrowser(
  text: string,
  issuerOrigin: string,
  loginOrigin: string,
): string {
  const escaped = (origin: string) => origin.replaceAll('/', '\\/');
  return text
    .replaceAll(issuerOrigin, loginOrigin)
    .replaceAll(escaped(issuerOrigin), escaped(loginOrigin));
}

/** The target of a redirect. Only its own origin: in the portal's address the issuer is a parameter (RFC 9207) that has to stay. */
export function locationForBrowser(
  location: string,
  issuerOrigin: string,
  loginOrigin: string,
): string {
  return location === issuerOrigin || location.startsWith(`${issuerOrigin}/`)
    ? loginOrigin + location.slice(issuerOrigin.length)
    : location;
}

/** Browsers differ in whether they keep a Secure cookie that came over http, and SameSite=None goes only with Secure. */
export function cookieForBrowser(cookie: string): string {
  return cookie
    .replace(/;\s*Secure(?=;|$)/gi, '')
    .replace(/;\s*SameSite=None(?=;|$)/gi, '; SameSite=Lax');
}

/**
 * Whether a request asks for a fresh login. Two people share the demo's browser, and Keycloak refuses a second user in a browser that has a
 * session of a first one. Shown no cookies, it lets whoever comes sign in.
 */
export function asksForFreshLogin(url: URL): boolean {
  const prompts = url.searchParams.get('prompt')?.split(' ') ?? [];
  return (
    url.pathname.endsWith('/protocol/openid-connect/auth') &&
    prompts.includes('login')
  );
}
