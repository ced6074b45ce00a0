import { randomUUID } from 'node:crypto';
import {
  type TestPlatform,
  useTestPlatform,
} from '@kratix-portal/test-cluster';
import { SkeClient } from '@kratix-portal/plugin-ske-common';
import { LogServer } from './LogServer';
import { platformConfig } from './platformConfig';
import { skeClientFor, until } from './skeClientFor';
import { SkeBackend, startSkeBackend } from './startSkeBackend';

interface Kind {
  apiVersion: string;
  kind: string;
}

export const bucket: Kind = {
  apiVersion: 'storage.demo.kratix-portal.io/v1alpha1',
  kind: 'ObjectBucket',
};
export const webApp: Kind = {
  apiVersion: 'apps.demo.kratix-portal.io/v1',
  kind: 'WebApp',
};
export const promise = {
  apiVersion: 'platform.kratix.io/v1alpha1',
  kind: 'Promise',
  name: 'object-bucket',
};

/** The HTTP API on a real API server with the Kratix stand-in. The fields are set once `beforeAll` is done. */
export interface HttpApi {
  platform: TestPlatform;
  /** A namespace of this test file with the ObjectBuckets photos, videos and letters, and the WebApp shop. */
  namespace: string;
  /** Serves the logs, in front of the API server. */
  logServer: LogServer;
  backend: SkeBackend;
  /** The Backstage token of user-admin. */
  token: string;
  admin: SkeClient;
  dev: SkeClient;
  kubectl: TestPlatform['kubectl'];
  /** Creates or updates an object as user-admin. */
  configure(kind: Kind, name: string, spec: object): Promise<unknown>;
  refTo(kind: Kind, name: string): Kind & { namespace: string; name: string };
}

/** Starts the {@link HttpApi} for the tests of a file. */
export function useHttpApi(): HttpApi {
  const platform = useTestPlatform();
  const namespace = `http-${randomUUID().slice(0, 8)}`;
  const api: HttpApi = {
    platform,
    namespace,
    logServer: undefined!,
    backend: undefined!,
    token: '',
    admin: undefined!,
    dev: undefined!,
    kubectl: platform.kubectl,
    async configure(kind, name, spec) {
      return configureWith({ kind, name, spec, labels: {} });
    },
    refTo: (kind, name) => ({ ...kind, namespace, name }),
  };

  async function configureWith(options: {
    kind: Kind;
    name: string;
    spec: object;
    labels: object;
  }) {
    const { kind, name, spec, labels } = options;
    const manifest = { ...kind, metadata: { name, namespace, labels }, spec };
    return api.admin.configureResource({ manifest: JSON.stringify(manifest) });
  }

  async function signIn(username: string): Promise<string> {
    return api.backend.userTokens.sign({
      userEntityRef: `user:default/${username}`,
      claims: { tok: await platform.current.accessToken(username) },
    });
  }

  beforeAll(async () => {
    const { apiServer, kubeconfigs } = platform.current.endpoints;
    // The administrator's kubeconfig is in the environment of all of these tests. The audit log shows that no request uses it.
    process.env.KUBECONFIG = kubeconfigs.admin;
    api.logServer = await LogServer.start(apiServer);
    api.backend = await startSkeBackend({
      config: platformConfig({
        url: api.logServer.url,
        caFile: apiServer.caFile,
      }),
    });
    const { url } = api.backend;
    api.token = await signIn('user-admin');
    api.admin = skeClientFor({ url, token: api.token });
    api.dev = skeClientFor({ url, token: await signIn('user-dev') });
    await api.kubectl(['create', 'namespace', namespace]);
    await api.kubectl([
      'wait',
      '--for=condition=Available',
      'promises.platform.kratix.io',
      'object-bucket',
      'web-app',
    ]);
    for (const name of ['photos', 'videos', 'letters']) {
      await configureWith({
        kind: bucket,
        name,
        spec: { team: 'media' },
        labels: { sort: name },
      });
    }
    await api.configure(webApp, 'shop', { image: 'shop:1' });
  });

  afterAll(async () => {
    delete process.env.KUBECONFIG;
    await api.backend?.stop();
    await api.logServer?.stop();
  });

  return api;
}

/** S2: the API server saw only the two users in the requests of a test file. */
export async function checkUsersInAuditLog(
  api: HttpApi,
  options: {
    /** The number of requests to the API server that the file exceeds. */
    moreThan: number;
  },
): Promise<void> {
  const sent = (await api.platform.current.readAuditLog()).filter(
    ({ userAgent, requestURI }) =>
      userAgent === 'kratix-portal' && requestURI.includes(api.namespace),
  );
  expect(sent.length).toBeGreaterThan(options.moreThan);
  expect(new Set(sent.map(({ user }) => user.username))).toEqual(
    new Set(['user-admin@example.com', 'user-dev@example.com']),
  );
  expect(sent.filter(event => event.impersonatedUser)).toEqual([]);
}

/** S40: each operation of a test file has two audit events, and the second event has the outcome. S6: the event of a successful operation contains the user name on the cluster. */
export async function checkAuditEvents(
  api: HttpApi,
  eventIds: string[],
): Promise<void> {
  const { auditEvents } = api.backend;
  const ended = () =>
    auditEvents.filter(({ status }) => status !== 'initiated');
  // Polls until every operation has ended. The test's own time-out bounds it.
  await until(
    async () => {
      const over = new Set(ended().map(({ meta }) => meta?.requestId));
      return auditEvents.filter(({ meta }) => !over.has(meta?.requestId));
    },
    open => open.length === 0,
  );
  const succeeded = ended().filter(({ status }) => status === 'succeeded');
  for (const events of [auditEvents, succeeded]) {
    expect([...new Set(events.map(({ eventId }) => eventId))].sort()).toEqual(
      eventIds,
    );
  }
  for (const { meta } of succeeded) {
    const [, name] = String(meta?.user).split('/');
    expect(meta).toMatchObject({ clusterUser: `${name}@example.com` });
  }
}
