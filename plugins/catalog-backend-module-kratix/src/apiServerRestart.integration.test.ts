import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  killApiServer,
  startPlatform,
  type Platform,
  removeFolder,
} from '@kratix-portal/test-cluster';
import { eventually } from './__testUtils__/eventually';
import { platformCatalogConfig } from './__testUtils__/platformCatalogConfig';
import {
  startCatalogBackend,
  type CatalogBackend,
} from './__testUtils__/startCatalogBackend';

jest.setTimeout(300_000);

const kind = {
  apiVersion: 'storage.demo.kratix-portal.io/v1alpha1',
  kind: 'ObjectBucket',
};

describe('the catalog while the API server restarts', () => {
  let folder: string;
  let platform: Platform;
  let catalog: CatalogBackend;
  let stopAgain: (() => Promise<void>) | undefined;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'api-server-restart-'));
    platform = await startPlatform({ stateDir: join(folder, 'state') });
    catalog = await startCatalogBackend({
      config: platformCatalogConfig(platform.endpoints),
    });
  });
  afterAll(async () => {
    await catalog?.stop();
    await stopAgain?.();
    await platform?.stop();
    await removeFolder(folder);
  });

  /** Retries until the API server responds and serves the kind. */
  const kubectl = (args: string[], input?: object) =>
    eventually(`kubectl ${args[0]}`, async () => {
      const { code } = await platform.kubectl(args, {
        input: input && JSON.stringify(input),
      });
      return code === 0 ? true : undefined;
    });
  const create = (name: string) =>
    kubectl(['apply', '-f', '-'], {
      ...kind,
      metadata: { name, namespace: 'default' },
      spec: { team: 'media' },
    });

  it('keeps its entities, and applies changes after the restart', async () => {
    await create('before');
    await create('vanishing');
    await catalog.eventually('component:default/before-objectbucket');
    await catalog.eventually('component:default/vanishing-objectbucket');

    const stopped = await killApiServer(join(folder, 'state'));
    await eventually('a warning about the cluster', () =>
      catalog.logs.some(line => /^warn .*kratix-platform/.test(line))
        ? true
        : undefined,
    );
    expect(
      await catalog.entity('component:default/before-objectbucket'),
    ).toBeDefined();

    stopAgain = await stopped.start();
    await create('after');
    await kubectl(['delete', 'objectbucket', 'vanishing', '--wait=false']);
    await catalog.eventually('component:default/after-objectbucket');
    await catalog.eventuallyGone('component:default/vanishing-objectbucket');
    expect(
      await catalog.entity('component:default/before-objectbucket'),
    ).toBeDefined();
  });
});
