/*
 * What tests of every route ask for: one ConfigMap, as one person.
 */
export const userEntityRef = 'user:default/jane';

/** A JWT that nobody signed: its signature is the API server's to judge. */
export function jwt(claims: object): string {
  const encode = (part: object) =>
    Buffer.from(JSON.stringify(part)).toString('base64url');
  return `${encode({ alg: 'RS256' })}.${encode(claims)}.c2lnbmF0dXJl`;
}

/** When tokens of these tests end, in seconds since 1970. */
export const later = Math.floor(Date.now() / 1000) + 600;
export const tok = jwt({
  iss: 'https://idp.example.com',
  sub: 'jane',
  exp: later,
});

export const path = '/api/v1/namespaces/default/configmaps/settings';
export const query = 'apiVersion=v1&kind=ConfigMap&name=settings';
export const ref = { apiVersion: 'v1', kind: 'ConfigMap', name: 'settings' };
export const manifest = JSON.stringify({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'settings' },
  data: { a: '1' },
});

/** Reading, deleting and configuring it. */
export const routes = [
  { path: `/api/ske/resource?${query}` },
  { method: 'POST' as const, path: '/api/ske/delete-resource', body: ref },
  {
    method: 'POST' as const,
    path: '/api/ske/configure-resource',
    body: { manifest },
  },
];
