import { unsignedJwt } from './unsignedJwt';

/*
 * Requests for one ConfigMap by one user, for tests of every route.
 */
export const userEntityRef = 'user:default/jane';

/** The expiry of the tests' tokens, in seconds since 1970. */
export const later = Math.floor(Date.now() / 1000) + 600;
export const tok = unsignedJwt({
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

/** Requests that read, delete and configure the ConfigMap. */
export const routes = [
  { path: `/api/ske/resource?${query}` },
  { method: 'POST' as const, path: '/api/ske/delete-resource', body: ref },
  {
    method: 'POST' as const,
    path: '/api/ske/configure-resource',
    body: { manifest },
  },
];
