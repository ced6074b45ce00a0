import { randomUUID } from 'node:crypto';
import type { BackendFeature } from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import {
  type TestPlatform,
  useTestPlatform,
} from '@kratix-portal/test-cluster';
import { kindDefinition } from './kindDefinition';
import { platformConfig } from './platformConfig';
import { SkeBackend, startSkeBackend } from './startSkeBackend';
import { untilServed } from './untilServed';

type Answer = Awaited<ReturnType<SkeBackend['request']>>;

/** A backend on the test platform, with a kind Queue and a namespace of this test file. The fields are set once `beforeAll` is done. */
export interface Queues {
  platform: TestPlatform;
  /** A text that is unique to the test file. It is part of the names of the group and the namespace. */
  suffix: string;
  group: string;
  apiVersion: string;
  namespace: string;
  backend: SkeBackend;
  /** Backstage tokens. */
  tokens: { 'user-admin': string; 'user-dev': string };
  kubectl: TestPlatform['kubectl'];
  /** A Backstage token of a user of the platform, with another access token if one is given. */
  signIn(username: string, tok?: string): Promise<string>;
  queue(name: string, spec: object, metadata?: object): JsonObject;
  refTo(name: string): {
    apiVersion: string;
    kind: string;
    namespace: string;
    name: string;
  };
  /** `POST /configure-resource`. */
  configure(token: string, object: object, options?: object): Promise<Answer>;
  /** `GET /resource`. */
  read(token: string, ref: Record<string, string>): Promise<Answer>;
  /** `POST /delete-resource`. */
  remove(token: string, ref: Record<string, string>): Promise<Answer>;
}

/** Sets up {@link Queues} for the tests of a file. */
export function useQueues(options: {
  /** The start of the names of group and namespace. */
  prefix: string;
  /** The schema of the spec. */
  spec: JsonObject;
  labels?: Record<string, string>;
  features?: (queues: Queues) => BackendFeature[];
}): Queues {
  const { prefix, spec, labels, features } = options;
  const platform = useTestPlatform();
  const suffix = randomUUID().slice(0, 8);
  const group = `${prefix}-${suffix}.example.com`;
  const apiVersion = `${group}/v1`;
  const namespace = `${prefix}-${suffix}`;
  const tokens = { 'user-admin': '', 'user-dev': '' };

  const queues: Queues = {
    platform,
    suffix,
    group,
    apiVersion,
    namespace,
    backend: undefined!,
    tokens,
    kubectl: platform.kubectl,
    async signIn(username, tok) {
      return queues.backend.userTokens.sign({
        userEntityRef: `user:default/${username}`,
        claims: { tok: tok ?? (await platform.current.accessToken(username)) },
      });
    },
    queue: (name, queueSpec, metadata = {}) => ({
      apiVersion,
      kind: 'Queue',
      metadata: { name, namespace, ...metadata },
      spec: { ...queueSpec },
    }),
    refTo: name => ({ apiVersion, kind: 'Queue', namespace, name }),
    configure: (token, object, more = {}) =>
      queues.backend.request({
        method: 'POST',
        path: '/api/ske/configure-resource',
        token,
        body: { manifest: JSON.stringify(object), ...more },
      }),
    read: (token, ref) =>
      queues.backend.request({
        path: `/api/ske/resource?${new URLSearchParams(ref)}`,
        token,
      }),
    remove: (token, ref) =>
      queues.backend.request({
        method: 'POST',
        path: '/api/ske/delete-resource',
        token,
        body: ref,
      }),
  };

  beforeAll(async () => {
    await queues.kubectl(['create', 'namespace', namespace]);
    await queues.kubectl(
      ['apply', '-f', '-'],
      kindDefinition({ group, kind: 'Queue', plural: 'queues', labels, spec }),
    );
    await queues.kubectl([
      'wait',
      '--for=condition=Established',
      `crd/queues.${group}`,
      '--timeout=30s',
    ]);
    const { apiServer, kubeconfigs } = platform.current.endpoints;
    // The administrator's kubeconfig is in the environment of all of these tests. The audit log shows that no request uses it.
    process.env.KUBECONFIG = kubeconfigs.admin;
    queues.backend = await startSkeBackend({
      config: platformConfig({ url: apiServer.url, caFile: apiServer.caFile }),
      features: features?.(queues),
    });
    tokens['user-admin'] = await queues.signIn('user-admin');
    tokens['user-dev'] = await queues.signIn('user-dev');
    // From here on the discovery of the portal is cached.
    await untilServed({
      backend: queues.backend,
      token: tokens['user-admin'],
      kind: { apiVersion, kind: 'Queue', namespace },
    });
  });

  afterAll(async () => {
    delete process.env.KUBECONFIG;
    await queues.backend?.stop();
  });

  return queues;
}

/** S2: the API server saw only the known users in the requests of a test file. */
export async function checkUsersInAuditLog(
  queues: Queues,
  expected: {
    /** The file sends more requests than this. */
    requests: number;
    /** The file causes more audit events with the API server's audit id than this. */
    auditIds: number;
  },
): Promise<void> {
  const { backend, platform, namespace, group } = queues;
  const known = ['user-admin@example.com', 'user-dev@example.com'];
  // Other tests share the platform. Requests of this file have its namespace or group in the path.
  const sent = (await platform.current.readAuditLog()).filter(
    ({ userAgent, requestURI }) =>
      userAgent === 'kratix-portal' &&
      (requestURI.includes(namespace) || requestURI.includes(group)),
  );
  expect(sent.length).toBeGreaterThan(expected.requests);
  const strangers = sent.filter(
    ({ user, responseStatus }) =>
      responseStatus?.code !== 401 && !known.includes(user.username ?? ''),
  );
  expect(strangers).toEqual([]);
  expect(sent.filter(event => event.impersonatedUser)).toEqual([]);
  const apiServerIds = new Set(sent.map(({ auditID }) => auditID));
  const ours = backend.auditEvents.flatMap(
    ({ meta }) => meta?.apiServerAuditId ?? [],
  );
  expect(
    ours.filter(id => apiServerIds.has(String(id))).length,
  ).toBeGreaterThan(expected.auditIds);
}

/** S7: checks that no log line and no audit event of a test file contains an access token. */
export function checkNoAccessTokens({ backend, tokens }: Queues): void {
  const traces = `${backend.logs.join('\n')}${JSON.stringify(
    backend.auditEvents,
  )}`;
  for (const token of Object.values(tokens)) {
    const [, payload] = token.split('.');
    const { tok } = JSON.parse(
      Buffer.from(payload, 'base64url').toString('utf8'),
    );
    for (const part of [payload, ...tok.split('.').slice(1)]) {
      expect(traces).not.toContain(part);
    }
  }
}
