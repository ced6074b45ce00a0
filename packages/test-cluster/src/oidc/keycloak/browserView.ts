/** Rewrites Keycloak's responses to browsers, which reach it at the login origin (http on localhost). */

/** Rewrites a page, script or JSON text, also within JSON and JavaScript strings, where slashes may be escaped. */
export function textForBrowser(
  text: string,
  httpsOrigin: string,
  loginOrigin: string,
): string {
  const escaped = (origin: string) => origin.replaceAll('/', '\\/');
  return text
    .replaceAll(httpsOrigin, loginOrigin)
    .replaceAll(escaped(httpsOrigin), escaped(loginOrigin));
}

/** Rewrites the origin of a redirect. It leaves parameters alone: the portal's URL has the issuer as a parameter (RFC 9207). */
export function locationForBrowser(
  location: string,
  httpsOrigin: string,
  loginOrigin: string,
): string {
  return location === httpsOrigin || location.startsWith(`${httpsOrigin}/`)
    ? loginOrigin + location.slice(httpsOrigin.length)
    : location;
}

/** Removes `Secure`: not all browsers keep a Secure cookie that was set over http. SameSite=None requires Secure, so it becomes Lax. */
export function cookieForBrowser(cookie: string): string {
  return cookie
    .replace(/;\s*Secure(?=;|$)/gi, '')
    .replace(/;\s*SameSite=None(?=;|$)/gi, '; SameSite=Lax');
}

/**
 * Whether a request requires a new login. In the demo two users share a browser, and Keycloak rejects a second user in a browser that has a
 * session of the first user. Without the cookies of that session, Keycloak shows its login page.
 */
export function requiresNewLogin(url: URL): boolean {
  const prompts = url.searchParams.get('prompt')?.split(' ') ?? [];
  return (
    url.pathname.endsWith('/protocol/openid-connect/auth') &&
    prompts.includes('login')
  );
}
