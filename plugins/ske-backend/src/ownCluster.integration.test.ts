import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPlatform, type Platform } from '@kratix-portal/local-platform';
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

/* What changes a cluster for everybody, on one that nobody else uses. */
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
        // One write at a time; one more is a 429.
        '--enable-priority-and-fairness=false',
        '--max-mutating-requests-inflight=1',
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

  async function clientOf(username: string): Promise<SkeClient> {
    const token = await backend.userTokens.sign({
      userEntityRef: `user:default/${username}`,
      claims: { tok: await platform.accessToken(username) },
    });
    return skeClientFor({ url: backend.url, token });
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

  it('429 too-many-requests: with the time after which it may go well', async () => {
    const admin = await clientOf('user-admin');
    const configure = async (name: string) =>
      admin
        .configureResource({
          manifest: JSON.stringify({
            ...configMap,
            metadata: { name, namespace },
          }),
        })
        .then(
          () => undefined,
          error => error,
        );
    let round = 0;
    const refusal = await until(
      async () => {
        round += 1;
        const names = Array.from({ length: 15 }, (_, at) => `c${round}-${at}`);
        const outcomes = await Promise.all(names.map(configure));
        return outcomes.find(outcome => outcome !== undefined);
      },
      error => error !== undefined,
    );
    expect(refusal).toMatchObject({
      code: 'too-many-requests',
      status: 429,
      message: expect.stringContaining('kratix-platform'),
    });
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
        hint: 'Ask the platform team for the ClusterRole system:discovery.',
      });
    }
    const admin = await clientOf('user-admin');
    expect(
      (await admin.listResources({ ...configMap, namespace })).items,
    ).not.toEqual([]);
  });
});
