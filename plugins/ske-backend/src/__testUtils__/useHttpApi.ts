import { randomUUID } from 'node:crypto';
import { useTestPlatform } from '@kratix-portal/test-cluster';
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
  platform: ReturnType<typeof useTestPlatform>;
  /** A namespace of this test file with the ObjectBuckets photos, videos and letters, and the WebApp shop. */
  namespace: string;
  /** Serves the logs, in front of the API server. */
  logServer: LogServer;
  backend: SkeBackend;
  /** The Backstage token of user-admin. */
  token: string;
  admin: SkeClient;
  dev: SkeClient;
  kubectl(args: string[]): Promise<string>;
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
    async kubectl(args) {
      const { stdout, stderr, code } = await platform.current.kubectl(args);
      if (code !== 0) {
        throw new Error(`kubectl ${args.join(' ')}: ${stderr}`);
      }
      return stdout;
    },
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

/** Adds tests of the audit trail that the file's other tests leave. Call it last. */
export function testAuditTrail(
  api: HttpApi,
  expected: {
    /** The operations that the tests of the file call. */
    eventIds: string[];
    /** The number of requests to the API server that the file exceeds. */
    requests: number;
  },
): void {
  it('S2: the audit log of the API server names only the users', async () => {
    const sent = (await api.platform.current.readAuditLog()).filter(
      ({ userAgent, requestURI }) =>
        userAgent === 'kratix-portal' && requestURI.includes(api.namespace),
    );
    expect(sent.length).toBeGreaterThan(expected.requests);
    expect(new Set(sent.map(({ user }) => user.username))).toEqual(
      new Set(['user-admin@example.com', 'user-dev@example.com']),
    );
    expect(sent.filter(event => event.impersonatedUser)).toEqual([]);
  });

  it('S40: writes two audit events for every operation, the second with the outcome', async () => {
    const { auditEvents } = api.backend;
    const eventIds = new Set(auditEvents.map(({ eventId }) => eventId));
    expect([...eventIds].sort()).toEqual(expected.eventIds);
    const ended = () =>
      new Set(
        auditEvents
          .filter(({ status }) => status !== 'initiated')
          .map(({ meta }) => meta?.requestId),
      );
    // Polls until every operation has ended. The test's own time-out bounds it.
    await until(
      async () =>
        auditEvents.filter(
          ({ status, meta }) =>
            status === 'initiated' && !ended().has(meta?.requestId),
        ),
      open => open.length === 0,
    );
  });

  it('S6, S40: names the cluster user in every audit event', () => {
    const succeeded = api.backend.auditEvents.filter(
      ({ status }) => status === 'succeeded',
    );
    expect(
      [...new Set(succeeded.map(({ eventId }) => eventId))].sort(),
    ).toEqual(expected.eventIds);
    for (const { meta } of succeeded) {
      const [, name] = String(meta?.user).split('/');
      expect(meta).toMatchObject({ clusterUser: `${name}@example.com` });
    }
  });
}
