import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { useTestPlatform } from '../testing/useTestPlatform';
import { installKratix, InstallKratixOptions } from './installKratix';
import {
  findCondition,
  hasApi,
  Job,
  KratixPromise,
  KubernetesApi,
  pause,
  readKubeconfig,
  requestTypeOf,
  ResourceRequest,
  ResourceType,
  resourceTypes,
  sharedKratixFolder,
} from '@kratix-portal/kratix-stand-in';

const patienceMilliseconds = 60_000;

describe('the Kratix stand-in on a platform', () => {
  const platform = useTestPlatform({ kratix: 'none' });
  let api: KubernetesApi;
  let kratix: { stop(): Promise<void> };
  let options: InstallKratixOptions;

  beforeAll(async () => {
    const { kubeconfigs, paths } = platform.current.endpoints;
    options = {
      kubeconfig: kubeconfigs.admin,
      stateDir: paths.stateDir,
      logsDir: paths.logs,
      standIn: true,
      samplePromises: true,
      stepMilliseconds: 20,
    };
    kratix = await installKratix(options);
    api = new KubernetesApi(await readKubeconfig(kubeconfigs.admin), 'test');
  }, 60_000);

  afterAll(async () => {
    await api?.close();
    await kratix?.stop();
  }, 60_000);

  async function until<T>(
    what: string,
    read: () => Promise<T | undefined | false>,
  ): Promise<T> {
    const deadline = Date.now() + patienceMilliseconds;
    for (;;) {
      const result = await read();
      if (result) {
        return result;
      }
      if (Date.now() > deadline) {
        throw new Error(`waited in vain for ${what}`);
      }
      await pause(50);
    }
  }

  const bucket: ResourceType = {
    group: 'storage.demo.kratix-portal.io',
    version: 'v1alpha1',
    plural: 'objectbuckets',
    kind: 'ObjectBucket',
    namespaced: true,
  };
  const webApp: ResourceType = {
    group: 'apps.demo.kratix-portal.io',
    version: 'v1',
    plural: 'webapps',
    kind: 'WebApp',
    namespaced: true,
  };

  async function request(
    type: ResourceType,
    name: string,
    spec: ResourceRequest['spec'],
    more: Partial<ResourceRequest['metadata']> = {},
  ) {
    await api.create<ResourceRequest>(type, {
      apiVersion: `${type.group}/${type.version}`,
      kind: type.kind,
      metadata: { namespace: 'default', name, ...more },
      spec,
    });
    return { namespace: 'default', name };
  }

  /** The condition Reconciled of a request, once it has this status and nothing of its spec is ahead. */
  async function reconciled(
    type: ResourceType,
    key: { namespace: string; name: string },
    reason: string,
  ) {
    return until(`${key.name} to be ${reason}`, async () => {
      const found = await api.get<ResourceRequest>(type, key);
      const condition = findCondition(found.status?.conditions, 'Reconciled');
      return condition?.reason === reason && found;
    });
  }

  it('says in its log what it is', async () => {
    const log = await readFile(
      join(options.logsDir, 'kratix-stand-in.log'),
      'utf8',
    );

    expect(log).toContain(
      'Kratix stand-in (for demos and tests; not the Kratix controller)',
    );
  });

  it('brings a request of each sample Promise to Reconciled', async () => {
    const photos = await request(bucket, 'photos', { team: 'shop' });
    const shop = await request(webApp, 'shop', {
      image: 'registry.example.com/shop/frontend:1.4.2',
      replicas: 2,
    });

    const { status: bucketStatus } = await reconciled(
      bucket,
      photos,
      'Reconciled',
    );
    const { status: appStatus } = await reconciled(webApp, shop, 'Reconciled');

    expect(bucketStatus).toMatchObject({
      message: 'Bucket photos holds up to 10 GiB',
      bucketName: 'shop-photos',
      promiseVersion: 'v1.0.0',
    });
    expect(appStatus).toMatchObject({
      url: 'https://shop.default.apps.example.com',
      replicas: 2,
      workflows: 2,
      workflowsSucceeded: 2,
      kratix: {
        workflows: {
          pipelines: [
            { name: 'check-image', phase: 'Succeeded' },
            { name: 'deploy', phase: 'Succeeded' },
          ],
        },
      },
    });
  }, 60_000);

  it('fails the pipeline that an annotation names, and succeeds when asked again without it', async () => {
    const key = await request(
      webApp,
      'unlucky',
      { image: 'registry.example.com/shop/frontend:1.4.2' },
      { annotations: { 'demo.kratix-portal.io/fail': 'deploy' } },
    );

    const failed = await reconciled(webApp, key, 'ConfigureWorkflowFailed');
    await api.patch(webApp, key, {
      metadata: {
        annotations: { 'demo.kratix-portal.io/fail': null },
        labels: { 'kratix.io/manual-reconciliation': 'true' },
      },
    });
    const mended = await reconciled(webApp, key, 'Reconciled');

    expect(failed.status).toMatchObject({
      workflowsSucceeded: 1,
      workflowsFailed: 1,
    });
    expect(mended.status).toMatchObject({
      workflowsSucceeded: 2,
      workflowsFailed: 0,
    });
    expect(mended.metadata.labels).not.toHaveProperty(
      'kratix.io/manual-reconciliation',
    );
  }, 90_000);

  it('leaves a paused request alone, and runs it again afterwards', async () => {
    const key = await request(bucket, 'paused', { team: 'shop' });
    await reconciled(bucket, key, 'Reconciled');

    await api.patch(bucket, key, {
      metadata: { labels: { 'kratix.io/paused': 'true' } },
      spec: { sizeGiB: 20 },
    });
    const paused = await reconciled(bucket, key, 'PausedReconciliation');
    await api.patch(bucket, key, {
      metadata: { labels: { 'kratix.io/paused': null } },
    });
    const resumed = await reconciled(bucket, key, 'Reconciled');

    expect(paused.status?.observedGeneration).toBe(1);
    expect(resumed.status).toMatchObject({
      observedGeneration: 2,
      message: 'Bucket paused holds up to 20 GiB',
    });
  }, 60_000);

  it('runs the delete pipeline and takes away what it made', async () => {
    const key = await request(webApp, 'short-lived', {
      image: 'registry.example.com/shop/frontend:1.4.2',
    });
    await reconciled(webApp, key, 'Reconciled');

    await api.delete(webApp, key);
    const drained = await until('the delete pipeline', async () => {
      const { items } = await api.list<Job>(resourceTypes.job, {
        labels: { 'kratix.io/pipeline-name': 'drain' },
      });
      return items.length > 0;
    });
    await until('the end', async () => !(await api.find(webApp, key)));

    expect(drained).toBe(true);
    for (const type of [
      resourceTypes.work,
      resourceTypes.resourceBinding,
      resourceTypes.job,
    ]) {
      const { items } = await api.list(type, {
        labels: { 'kratix.io/resource-name': 'short-lived' },
      });
      expect(items).toEqual([]);
    }
  }, 60_000);

  it('goes on after a restart in the middle of a run', async () => {
    const key = await request(webApp, 'interrupted', {
      image: 'registry.example.com/shop/frontend:1.4.2',
    });
    await until('its first Job', async () => {
      const { items } = await api.list<Job>(resourceTypes.job, {
        labels: { 'kratix.io/resource-name': key.name },
      });
      return items.length > 0;
    });

    await kratix.stop();
    kratix = await installKratix(options);
    const { status } = await reconciled(webApp, key, 'Reconciled');

    expect(status?.workflowsSucceeded).toBe(2);
  }, 60_000);

  it('serves the API of every real Promise, Available or with unmet requirements', async () => {
    const folder = sharedKratixFolder('promises');
    const files = (await readdir(folder)).filter(file =>
      file.endsWith('.yaml'),
    );
    const promises: KratixPromise[] = [];
    for (const file of files) {
      const text = await readFile(join(folder, file), 'utf8');
      for (const document of parseAllDocuments(text)) {
        promises.push(document.toJS() as KratixPromise);
      }
    }
    // The older version of this one is in another file.
    const wanted = new Map(promises.map(each => [each.metadata.name, each]));
    for (const { status: _status, ...promise } of wanted.values()) {
      const { name, labels } = promise.metadata;
      await api.create(resourceTypes.promise, {
        ...promise,
        metadata: { name, labels },
      });
    }

    const expected = [...wanted.values()].map(promise => ({
      promise,
      status: canBeAvailable(promise, wanted) ? 'Available' : 'Unavailable',
    }));
    const settled = await Promise.all(
      expected.map(({ promise, status }) => settle(promise, status)),
    );

    expect(settled).toEqual(
      expected.map(({ promise, status }) => ({
        name: promise.metadata.name,
        status,
        requests: hasApi(promise) ? [] : undefined,
      })),
    );
    expect(new Set(expected.map(({ status }) => status)).size).toBe(2);
  }, 240_000);

  /** Whether all that a Promise requires is among the installed ones, in the version it asks for. */
  function canBeAvailable(
    promise: KratixPromise,
    installed: Map<string, KratixPromise>,
  ): boolean {
    const required = promise.spec?.requiredPromises ?? [];
    return required.every(({ name = '', version }) => {
      const other = installed.get(name);
      const { labels } = other?.metadata ?? {};
      const isRight =
        !version || labels?.['kratix.io/promise-version'] === version;
      return other && isRight && canBeAvailable(other, installed);
    });
  }

  /** What became of a Promise, once its status is the one hoped for, and the requests that its API serves. */
  async function settle(promise: KratixPromise, hoped: string) {
    const { name } = promise.metadata;
    const status = await until(`Promise ${name} to be ${hoped}`, async () => {
      const found = await api.get<KratixPromise>(resourceTypes.promise, {
        name,
      });
      return found.status?.status === hoped && found.status;
    });
    const requests = hasApi(promise)
      ? await until(`the API of ${name}`, async () =>
          api.list(requestTypeOf(promise)).catch(() => undefined),
        )
      : undefined;
    return { name, status: status.status, requests: requests?.items };
  }

  it('keeps the limit of names, the status of Kratix and the columns of the author', async () => {
    const crd = await api.get(resourceTypes.customResourceDefinition, {
      name: 'webapps.apps.demo.kratix-portal.io',
    });

    expect(crd).toMatchObject({
      metadata: { labels: { 'kratix.io/promise-name': 'web-app' } },
      spec: {
        versions: [
          {
            subresources: { status: {} },
            additionalPrinterColumns: [
              { name: 'Image' },
              { name: 'Url' },
              { name: 'Status' },
            ],
            schema: {
              openAPIV3Schema: {
                properties: {
                  metadata: { properties: { name: { maxLength: 63 } } },
                  status: { 'x-kubernetes-preserve-unknown-fields': true },
                },
              },
            },
          },
        ],
      },
    });
  });

  it('takes a Promise away with everything it made', async () => {
    const key = await request(bucket, 'last', { team: 'shop' });
    await reconciled(bucket, key, 'Reconciled');

    await api.delete(resourceTypes.promise, { name: 'object-bucket' });
    await until(
      'the end of the Promise',
      async () =>
        !(await api.find(resourceTypes.promise, { name: 'object-bucket' })),
    );

    expect(await api.find(bucket, key)).toBeUndefined();
    expect(
      await api.find(resourceTypes.customResourceDefinition, {
        name: 'objectbuckets.storage.demo.kratix-portal.io',
      }),
    ).toBeUndefined();
  }, 60_000);
});
