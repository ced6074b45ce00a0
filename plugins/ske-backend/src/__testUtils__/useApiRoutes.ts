import { unsignedJwt } from './unsignedJwt';
import { type RecordedBackend, useSkeBackend } from './useSkeBackend';

export const userEntityRef = 'user:default/jane';

/** The access token of the user. */
export const tok = unsignedJwt({
  sub: 'jane',
  exp: Math.floor(Date.now() / 1000) + 600,
});
export const ref = {
  apiVersion: 'demo.example.com/v1',
  kind: 'Database',
  namespace: 'team-a',
  name: 'orders',
};
const { name: _name, ...kindOfRef } = ref;
/** `ref` without its name. */
export const ofKind = kindOfRef;

export interface Route {
  method?: 'GET' | 'POST';
  path: string;
  query?: Record<string, string>;
  body?: Record<string, unknown>;
  /** Whether refusals of the cluster are events of a stream that stays open. */
  refusesInStream?: boolean;
  /** Whether the response is a report that contains refusals of the cluster and a missing token as findings. */
  isReport?: boolean;
}

/** Each route with a valid input. */
const routes: Route[] = [
  { path: '/resource', query: ref },
  { method: 'POST', path: '/delete-resource', body: ref },
  {
    method: 'POST',
    path: '/configure-resource',
    body: {
      manifest: JSON.stringify({ ...ref, metadata: { name: ref.name } }),
    },
  },
  { path: '/resources', query: ofKind },
  {
    method: 'POST',
    path: '/access',
    body: { questions: [{ verb: 'get', ...ref }] },
  },
  { path: '/resource/events', query: ref },
  { path: '/resource/pipelines', query: ref },
  { path: '/resource/logs', query: { ...ref, pod: 'p', container: 'c' } },
  { method: 'POST', path: '/resource/actions/reconcile', body: ref },
  { method: 'POST', path: '/resource/actions/pause', body: ref },
  { method: 'POST', path: '/resource/actions/resume', body: ref },
  {
    method: 'POST',
    path: '/resource/actions/upgrade',
    body: { ...ref, version: 'latest' },
  },
  { path: '/watch', query: ofKind },
  {
    method: 'POST',
    path: '/watch',
    body: { subscriptions: [{ id: 'a', ...ofKind }] },
    refusesInStream: true,
  },
  {
    method: 'POST',
    path: '/pending-requests',
    body: { action: 'Request', promiseName: 'database', ...ref },
  },
  { path: '/whoami' },
  { path: '/diagnosis', isReport: true },
];
export const namedRoutes = routes.map(route => ({
  method: 'GET' as const,
  ...route,
}));

export function toRequest({ method, path, query, body }: Route) {
  const search = query ? `?${new URLSearchParams(query)}` : '';
  return { method, path: `/api/ske${path}${search}`, body };
}

/** The backend with its API server, and a user who has signed in. */
export interface HttpApi extends RecordedBackend {
  /** The user's Backstage token. */
  readonly token: string;
}

/** Sets up {@link HttpApi} for the tests of a file. */
export function useApiRoutes(): HttpApi {
  const api = useSkeBackend({
    cluster: { serviceAccountToken: 'service-account-token' },
    config: {
      auth: {
        providers: {
          oidc: {
            development: {
              clientId: 'portal',
              clientSecret: 'of-the-portal',
              metadataUrl:
                'https://127.0.0.1:1/.well-known/openid-configuration',
            },
          },
        },
      },
    },
  });
  let token: string;

  beforeAll(async () => {
    token = await api.backend.userTokens.sign({
      userEntityRef,
      claims: { tok },
    });
  });

  return {
    get backend() {
      return api.backend;
    },
    get apiServer() {
      return api.apiServer;
    },
    get ambient() {
      return api.ambient;
    },
    get token() {
      return token;
    },
  };
}
