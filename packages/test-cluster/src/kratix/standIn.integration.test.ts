import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { useStandIn } from './__testUtils__/useStandIn';
import { until } from '../process/until';
import {
  findCondition,
  Job,
  ResourceRequest,
  ResourceType,
  resourceTypes,
} from '@kratix-portal/kratix-stand-in';

/** `*Recordings.integration.test.ts` compare the stand-in with Kratix. The tests in this file are about the sample Promises and the process of the stand-in. */
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
  ) {
    await standIn.api.create<ResourceRequest>(type, {
      apiVersion: `${type.group}/${type.version}`,
      kind: type.kind,
      metadata: { namespace: 'default', name },
      spec,
    });
    return { namespace: 'default', name };
  }

  /** Waits until the condition Reconciled of the request has this reason, and returns the request. */
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
});
