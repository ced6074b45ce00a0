import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPlatform, type Platform } from '@kratix-portal/test-cluster';
import type { SkeClient } from '@kratix-portal/plugin-ske-common';
import { platformConfig } from './__testUtils__/platformConfig';
import { refusalOf, skeClientFor, until } from './__testUtils__/skeClientFor';
import { SkeBackend, startSkeBackend } from './__testUtils__/startSkeBackend';

jest.setTimeout(120_000);

const configMap = { apiVersion: 'v1', kind: 'ConfigMap' };
const namespace = 'kube-system';
const manifest = JSON.stringify({
  ...configMap,
  metadata: { name: 'mine', namespace },
});

/*
 * What changes a cluster for everybody, on one that nobody else uses. In this order: rights that are taken away stay away, and the last one
 * kills the API server.
 */
describe('a cluster that is set up in an unusual way', () => {
  let folder: string;
  let platform: Platform;
  let backend: SkeBackend;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'own-cluster-'));
    platform = await startPlatform({
      stateDir: join(folder, 'state'),
      kratix: 'none',
      apiServerFlags: [
        // What is older than a second or two is forgotten.
        '--etcd-compaction-interval=1s',
      ],
    });
  });
  beforeEach(async () => {
    // A discovery that knows nothing yet.
    const { url, caFile } = platform.endpoints.apiServer;
    backend = await startSkeBackend({
      config: platformConfig({ url, caFile }),
    });
  });
  afterEach(async () => {
    await backend.stop();
  });
  afterAll(async () => {
    await platform?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function kubectl(args: string[], input?: object): Promise<void> {
    const { code, stderr } = await platform.kubectl(args, {
      input: input && JSON.stringify(input),
    });
    expect({ code, stderr }).toMatchObject({ code: 0 });
  }

  async function tokenOf(username: string): Promise<string> {
    return backend.userTokens.sign({
      userEntityRef: `user:default/${username}`,
      claims: { tok: await platform.accessToken(username) },
    });
  }

  async function clientOf(username: string): Promise<SkeClient> {
    return skeClientFor({ url: backend.url, token: await tokenOf(username) });
  }

  /** A process that is killed takes its leave of nobody. */
  async function killApiServer(): Promise<void> {
    const ledger = await readFile(join(folder, 'state', 'pids.json'), 'utf8');
    const { processes } = JSON.parse(ledger) as {
      processes: Array<{ name: string; pid: number }>;
    };
    const apiServer = processes.find(each => each.name === 'kube-apiserver');
    process.kill(Number(apiServer?.pid), 'SIGKILL');
  }

  it('410 expired: a list that can be gone on with no more', async () => {
    const version = { v: 'meta.k8s.io/v1', rv: 1, start: 'a\u0000' };
    const dev = await clientOf('user-dev');
    const list = () =>
      dev
        .listResources({
          ...configMap,
          namespace,
          continue: Buffer.from(JSON.stringify(version)).toString('base64url'),
        })
        .then(
          () => undefined,
          error => error,
        );
    const refusal = await until(list, error => error !== undefined);
    expect(refusal).toMatchObject({ code: 'expired', status: 410 });
  });

  it('429 too-many-requests: with the time after which it may go well, for whom the cluster has no room left', async () => {
    await kubectl(['apply', '-f', '-'], noRoomFor('user-dev@example.com'));
    const dev = await tokenOf('user-dev');
    const remove = async () =>
      backend.request({
        method: 'POST',
        path: '/api/ske/delete-resource',
        token: dev,
        body: { ...configMap, namespace, name: 'mine' },
      });
    // It takes the API server a moment to make it so, and one call at a time has a place even then.
    const [refusal] = await until(
      async () => {
        const answers = await Promise.all(Array.from({ length: 15 }, remove));
        return answers.filter(({ status }) => status === 429);
      },
      refusals => refusals.length > 0,
    );
    expect(refusal.headers.get('retry-after')).toBe('1');
    expect(refusal.body.error).toMatchObject({
      name: 'TooManyRequestsError',
      code: 'too-many-requests',
      message: expect.stringContaining('kratix-platform'),
      retryAfterSeconds: 1,
    });
    const other = await clientOf('user-admin');
    expect(
      (await other.listResources({ ...configMap, namespace })).items,
    ).not.toEqual([]);
    await kubectl(['delete', '-f', '-'], noRoomFor('user-dev@example.com'));
  });

  it('502 cluster-error: an extension API server that is not there, beside one that is', async () => {
    const group = 'nowhere.example.com';
    await kubectl(['apply', '-f', '-'], {
      apiVersion: 'apiregistration.k8s.io/v1',
      kind: 'APIService',
      metadata: { name: `v1.${group}` },
      spec: {
        group,
        version: 'v1',
        groupPriorityMinimum: 100,
        versionPriority: 10,
        insecureSkipTLSVerify: true,
        service: { name: 'nowhere', namespace: 'default' },
      },
    });
    const admin = await clientOf('user-admin');
    const refusal = await until(
      () =>
        refusalOf(
          admin.listResources({ apiVersion: `${group}/v1`, kind: 'Thing' }),
        ),
      ({ code }) => code !== 'kind-not-served',
    );
    expect(refusal).toMatchObject({ code: 'cluster-error', status: 502 });
    expect(
      (await admin.listResources({ ...configMap, namespace })).items,
    ).not.toEqual([]);
    await kubectl(['delete', 'apiservice', `v1.${group}`]);
  });

  it('403 forbidden: who has no right to discovery is told so, on every road, and others are not held up', async () => {
    await kubectl(['delete', 'clusterrolebinding', 'system:discovery']);
    const dev = await clientOf('user-dev');
    const ref = { ...configMap, namespace, name: 'mine' };
    const roads = [
      () => dev.getResource(ref),
      () => dev.listResources({ ...configMap, namespace }),
      () => dev.watch({ ...configMap, namespace }).next(),
      () => dev.configureResource({ manifest }),
      () => dev.deleteResource(ref),
    ];
    await until(
      () => refusalOf(roads[0]()),
      ({ code }) => code === 'forbidden',
    );
    for (const road of roads) {
      expect(await refusalOf(road())).toMatchObject({
        code: 'forbidden',
        status: 403,
        message: expect.stringMatching(
          /^You may not read which kinds cluster kratix-platform serves \(discovery\)/,
        ),
        hint: expect.stringMatching(
          /^Ask the platform team to bind the ClusterRole system:discovery to you/,
        ),
      });
    }
    expect(await dev.checkAccess([{ verb: 'get', ...configMap }])).toEqual({
      answers: [
        {
          allowed: false,
          code: 'forbidden',
          reason: expect.stringContaining('(discovery)'),
        },
      ],
    });
    const admin = await clientOf('user-admin');
    expect(
      (await admin.listResources({ ...configMap, namespace })).items,
    ).not.toEqual([]);
  });

  it('403 forbidden: who may not ask about themselves is told so', async () => {
    await kubectl(['delete', 'clusterrolebinding', 'system:basic-user']);
    const dev = await clientOf('user-dev');
    const refusal = await until(
      async () => dev.whoAmI().catch(error => error),
      answer => 'code' in answer,
    );
    expect(refusal).toMatchObject({
      code: 'forbidden',
      status: 403,
      message: expect.stringMatching(
        /^user-dev@example.com may not create selfsubjectreviews/,
      ),
      hint: expect.stringMatching(/^Ask the platform team for a role/),
    });
  });

  it('503 cluster-unreachable: an API server that was killed, on every road, and the API server alone is named', async () => {
    const dev = await clientOf('user-dev');
    const ref = { ...configMap, namespace, name: 'mine' };
    await killApiServer();
    for (const road of [
      () => dev.getResource(ref),
      () => dev.listResources({ ...configMap, namespace }),
      () => dev.watch({ ...configMap, namespace }).next(),
      () => dev.configureResource({ manifest }),
      () => dev.deleteResource(ref),
      () => dev.getResourceEvents(ref),
      () => dev.whoAmI(),
      () => dev.checkAccess([{ verb: 'get', ...configMap }]),
    ]) {
      expect(await refusalOf(road())).toMatchObject({
        code: 'cluster-unreachable',
        status: 503,
        message: expect.stringMatching(
          /^Cluster kratix-platform cannot be reached/,
        ),
        hint: expect.stringMatching(/^This is not your fault/),
      });
    }
  });
});

/** Has the API server take no call of one person's for ConfigMaps: https://kubernetes.io/docs/concepts/cluster-administration/flow-control/ */
function noRoomFor(name: string): object {
  const apiVersion = 'flowcontrol.apiserver.k8s.io/v1';
  return {
    apiVersion: 'v1',
    kind: 'List',
    items: [
      {
        apiVersion,
        kind: 'PriorityLevelConfiguration',
        metadata: { name: 'no-room' },
        spec: {
          type: 'Limited',
          limited: {
            nominalConcurrencyShares: 0,
            borrowingLimitPercent: 0,
            limitResponse: { type: 'Reject' },
          },
        },
      },
      {
        apiVersion,
        kind: 'FlowSchema',
        metadata: { name: 'no-room' },
        spec: {
          matchingPrecedence: 2,
          priorityLevelConfiguration: { name: 'no-room' },
          rules: [
            {
              subjects: [{ kind: 'User', user: { name } }],
              resourceRules: [
                {
                  verbs: ['*'],
                  apiGroups: [''],
                  resources: ['configmaps'],
                  namespaces: ['*'],
                },
              ],
            },
          ],
        },
      },
    ],
  };
}
