/**
 * The portal's redirect URIs are `<portal origin>/api/auth/<provider id>/handler/frame`, where the provider id is whatever the integrator
 * calls this provider in app-config. A list of URIs cannot say "any id", so this rule takes the list's place. All but the id is compared exactly.
 */
const CALLBACK_PATH = /^\/api\/auth\/[A-Za-z0-9._-]+\/handler\/frame$/;

/** Whether the portal may be sent back to this address after a sign-in. */
export function isPortalRedirectUri(
  allowedPortalOrigins: readonly string[],
  uri: string,
): boolean {
  const url = URL.parse(uri);
  if (!url || !allowedPortalOrigins.includes(url.origin)) {
    return false;
  }
  // The text must be what the parser made of it: no credentials, no dot segments, no query, no fragment, no backslashes.
  return (
    uri === `${url.origin}${url.pathname}` && CALLBACK_PATH.test(url.pathname)
  );
}

/** Whether the portal may be sent back to this address after a sign-out: any page of it. */
export function isPortalPostLogoutUri(
  allowedPortalOrigins: readonly string[],
  uri: string,
): boolean {
  const url = URL.parse(uri);
  return (
    url !== null &&
    allowedPortalOrigins.includes(url.origin) &&
    uri.startsWith(url.origin) &&
    !url.username &&
    !url.password
  );
}
