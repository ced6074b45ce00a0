import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { useStandIn } from './__testUtils__/useStandIn';
import { until } from './RecordingWorld';
import {
  findCondition,
  Job,
  ResourceRequest,
  ResourceType,
  resourceTypes,
} from '@kratix-portal/kratix-stand-in';

describe('the Kratix stand-in on a platform', () => {
  const standIn = useStandIn({ samplePromises: true });

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
    await standIn.api.create<ResourceRequest>(type, {
      apiVersion: `${type.group}/${type.version}`,
      kind: type.kind,
      metadata: { namespace: 'default', name, ...more },
      spec,
    });
    return { namespace: 'default', name };
  }

  /** The request, once its condition Reconciled has this reason. */
  async function reconciled(
    type: ResourceType,
    key: { namespace: string; name: string },
    reason: string,
  ) {
    return until(`${key.name} to be ${reason}`, async () => {
      const found = await standIn.api.get<ResourceRequest>(type, key);
      const condition = findCondition(found.status, 'Reconciled');
      return condition?.reason === reason && found;
    });
  }

  it('logs that it is not the Kratix controller', async () => {
    const log = await readFile(
      join(standIn.logsDir, 'kratix-stand-in.log'),
      'utf8',
    );

    expect(log).toContain(
      'Kratix stand-in (for demos and tests; not the Kratix controller)',
    );
  });

  it('reconciles a request of each sample Promise', async () => {
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

  it('fails the pipeline that an annotation names, and succeeds without the annotation', async () => {
    const key = await request(
      webApp,
      'unlucky',
      { image: 'registry.example.com/shop/frontend:1.4.2' },
      { annotations: { 'demo.kratix-portal.io/fail': 'deploy' } },
    );

    const failed = await reconciled(webApp, key, 'ConfigureWorkflowFailed');
    await standIn.api.patch(webApp, key, {
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

  it('does nothing to a paused request, and runs it again after the pause', async () => {
    const key = await request(bucket, 'paused', { team: 'shop' });
    await reconciled(bucket, key, 'Reconciled');

    await standIn.api.patch(bucket, key, {
      metadata: { labels: { 'kratix.io/paused': 'true' } },
      spec: { sizeGiB: 20 },
    });
    const paused = await reconciled(bucket, key, 'PausedReconciliation');
    await standIn.api.patch(bucket, key, {
      metadata: { labels: { 'kratix.io/paused': null } },
    });
    const resumed = await reconciled(bucket, key, 'Reconciled');

    expect(paused.status?.observedGeneration).toBe(1);
    expect(resumed.status).toMatchObject({
      observedGeneration: 2,
      message: 'Bucket paused holds up to 20 GiB',
    });
  }, 60_000);

  it('runs the delete pipeline and deletes everything that belongs to the request', async () => {
    const key = await request(webApp, 'short-lived', {
      image: 'registry.example.com/shop/frontend:1.4.2',
    });
    await reconciled(webApp, key, 'Reconciled');

    await standIn.api.delete(webApp, key);
    const drained = await until('the delete pipeline', async () => {
      const { items } = await standIn.api.list<Job>(resourceTypes.job, {
        labels: { 'kratix.io/pipeline-name': 'drain' },
      });
      return items.length > 0;
    });
    await until('the end', async () => !(await standIn.api.find(webApp, key)));

    expect(drained).toBe(true);
    for (const type of [
      resourceTypes.work,
      resourceTypes.resourceBinding,
      resourceTypes.job,
    ]) {
      const { items } = await standIn.api.list(type, {
        labels: { 'kratix.io/resource-name': 'short-lived' },
      });
      expect(items).toEqual([]);
    }
  }, 60_000);

  it('continues after a restart in the middle of a run', async () => {
    const key = await request(webApp, 'interrupted', {
      image: 'registry.example.com/shop/frontend:1.4.2',
    });
    await until('its first Job', async () => {
      const { items } = await standIn.api.list<Job>(resourceTypes.job, {
        labels: { 'kratix.io/resource-name': key.name },
      });
      return items.length > 0;
    });

    await standIn.restart();
    const { status } = await reconciled(webApp, key, 'Reconciled');

    expect(status?.workflowsSucceeded).toBe(2);
  }, 60_000);

  it('installs the CRD with a limit on names, the status of Kratix and the columns of the author', async () => {
    const crd = await standIn.api.get(resourceTypes.customResourceDefinition, {
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

  it('deletes a Promise with everything that belongs to it', async () => {
    const key = await request(bucket, 'last', { team: 'shop' });
    await reconciled(bucket, key, 'Reconciled');

    await standIn.api.delete(resourceTypes.promise, { name: 'object-bucket' });
    await until(
      'the end of the Promise',
      async () =>
        !(await standIn.api.find(resourceTypes.promise, {
          name: 'object-bucket',
        })),
    );

    expect(await standIn.api.find(bucket, key)).toBeUndefined();
    expect(
      await standIn.api.find(resourceTypes.customResourceDefinition, {
        name: 'objectbuckets.storage.demo.kratix-portal.io',
      }),
    ).toBeUndefined();
  }, 60_000);
});
