import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  killApiServer,
  removeFolder,
  startPlatform,
  type Platform,
} from '@kratix-portal/test-cluster';
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
 * Tests that change the whole cluster. They run on a cluster of their own. The order of the tests matters: removed rights stay removed, and the last test kills the
 * API server.
 */
describe('a cluster with an unusual set-up', () => {
  let folder: string;
  let platform: Platform;
  let backend: SkeBackend;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'own-cluster-'));
    platform = await startPlatform({
      stateDir: join(folder, 'state'),
      kratix: 'none',
      apiServerFlags: [
        // The API server compacts resourceVersions older than a second or two.
        '--etcd-compaction-interval=1s',
      ],
    });
  });
  beforeEach(async () => {
    // A backend with an empty discovery cache.
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
    await removeFolder(folder);
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

  it('410 expired: a list whose continue token is too old', async () => {
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

  it('429 too-many-requests: with the seconds until a retry, for a user over the cluster’s own limit', async () => {
    await kubectl(['apply', '-f', '-'], noRoomFor('user-dev@example.com'));
    const dev = await tokenOf('user-dev');
    const remove = async () =>
      backend.request({
        method: 'POST',
        path: '/api/ske/delete-resource',
        token: dev,
        body: { ...configMap, namespace, name: 'mine' },
      });
    // The API server applies the limit after a moment, and still serves one request at a time.
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

  it('502 cluster-error: an extension API server that is down, next to one that is up', async () => {
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

  it('403 forbidden: a user without the right to discovery, on every route, without an effect on other users', async () => {
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

  it('403 forbidden: a user without the right to review their own access', async () => {
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

  it('503 cluster-unreachable: a killed API server, on every route, with a message that names only the API server', async () => {
    const dev = await clientOf('user-dev');
    const ref = { ...configMap, namespace, name: 'mine' };
    // A killed process does not close its connections in order.
    await killApiServer(join(folder, 'state'));
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

/** Makes the API server reject a user's requests for ConfigMaps: https://kubernetes.io/docs/concepts/cluster-administration/flow-control/ */
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
