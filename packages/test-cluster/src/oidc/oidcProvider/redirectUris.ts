/**
 * The portal's redirect URIs are `<portal origin>/api/auth/<provider id>/handler/frame`.
 * The integrator chooses the provider id in app-config. A list of URIs cannot allow every id, so this rule replaces the list.
 * Everything except the id is compared exactly.
 */
const CALLBACK_PATH = /^\/api\/auth\/[A-Za-z0-9._-]+\/handler\/frame$/;

/** Whether the provider may redirect to this URI after a sign-in. */
export function isPortalRedirectUri(
  allowedPortalOrigins: readonly string[],
  uri: string,
): boolean {
  const url = URL.parse(uri);
  if (!url || !allowedPortalOrigins.includes(url.origin)) {
    return false;
  }
  // The text must equal its parsed form, which excludes credentials, dot segments, a query, a fragment and backslashes.
  return (
    uri === `${url.origin}${url.pathname}` && CALLBACK_PATH.test(url.pathname)
  );
}

/** Whether the provider may redirect to this URI after a sign-out: any page of the portal. */
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
