import { randomUUID } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { useTestPlatform, removeFolder } from '@kratix-portal/test-cluster';
import { CatalogReplica } from './__testUtils__/CatalogReplica';
import { platformCatalogConfig } from './__testUtils__/platformCatalogConfig';

jest.setTimeout(240_000);

describe('after a replica was killed', () => {
  const platform = useTestPlatform();
  const namespace = `killed-${randomUUID().slice(0, 8)}`;
  const replicas: CatalogReplica[] = [];
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'killed-replica-'));
    await platform.current.kubectl(['create', 'namespace', namespace]);
  });
  afterAll(async () => {
    await Promise.all(replicas.map(replica => replica.kill()));
    await removeFolder(folder);
  });

  async function start(name: string): Promise<CatalogReplica> {
    const config = platformCatalogConfig(platform.current.endpoints, {
      ingest: { namespaces: [namespace] },
    });
    const replica = await CatalogReplica.start({ name, folder, config });
    replicas.push(replica);
    return replica;
  }

  async function bucket(name: string): Promise<void> {
    const { stderr } = await platform.current.kubectl(['apply', '-f', '-'], {
      input: JSON.stringify({
        apiVersion: 'storage.demo.kratix-portal.io/v1alpha1',
        kind: 'ObjectBucket',
        metadata: { name, namespace },
        spec: { team: 'payments' },
      }),
    });
    expect(stderr).toBe('');
  }

  /** Polls until the test's own timeout. */
  async function until(isTrue: () => Promise<boolean>): Promise<void> {
    while (!(await isTrue())) {
      await pause(200);
    }
  }

  it('W19: another replica continues without losing an entity', async () => {
    const first = await start('first');
    await bucket('before');
    await until(() => first.has('component', 'before-objectbucket'));
    expect(await first.hasWorked()).toBe(true);
    // The second replica may already have had one of these short runs. The test of `replicas` checks that only one replica runs at a time.
    const second = await start('second');

    await first.kill();
    await bucket('after');
    expect(await second.has('component', 'before-objectbucket')).toBe(true);
    // Backstage's scheduler looks for expired locks once a minute.
    await until(() => second.has('component', 'after-objectbucket'));
    expect(await second.hasWorked()).toBe(true);
    expect(await second.has('component', 'before-objectbucket')).toBe(true);
    expect(await second.has('template', 'objectbucket-promise-template')).toBe(
      true,
    );
  });
});
