import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  killApiServer,
  startPlatform,
  type Platform,
  removeFolder,
} from '@kratix-portal/test-cluster';
import { SkeError, type WatchEvent } from '@kratix-portal/plugin-ske-common';
import { platformConfig } from './__testUtils__/platformConfig';
import { skeClientFor, until } from './__testUtils__/skeClientFor';
import {
  startSkeBackend,
  type SkeBackend,
} from './__testUtils__/startSkeBackend';

jest.setTimeout(300_000);

const nameOf = (event: any): string => event.object.metadata.name;

const kind = { apiVersion: 'v1', kind: 'ConfigMap', namespace: 'default' };

describe('GET /watch while the API server restarts', () => {
  let folder: string;
  let platform: Platform;
  let backend: SkeBackend;
  let stopAgain: (() => Promise<void>) | undefined;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'api-server-restart-'));
    platform = await startPlatform({
      stateDir: join(folder, 'state'),
      kratix: 'none',
    });
    const { url, caFile } = platform.endpoints.apiServer;
    backend = await startSkeBackend({
      config: platformConfig({ url, caFile }),
    });
  });
  afterAll(async () => {
    await backend?.stop();
    await stopAgain?.();
    await platform?.stop();
    await removeFolder(folder);
  });

  it('ends with a reason; after that the client can continue from the last id, or gets a new list', async () => {
    const token = await backend.userTokens.sign({
      userEntityRef: 'user:default/user-admin',
      claims: { tok: await platform.accessToken('user-admin') },
    });
    const client = skeClientFor({ url: backend.url, token });
    const create = (name: string) =>
      client.configureResource({
        manifest: JSON.stringify({
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name, namespace: 'default' },
        }),
      });
    const readUntil = async (
      watch: AsyncIterable<WatchEvent>,
      isLast: (event: any) => boolean,
    ) => {
      const events: any[] = [];
      for await (const event of watch) {
        events.push(event);
        if (isLast(event)) {
          break;
        }
      }
      return events;
    };

    // The controllers of a new cluster create objects of this kind too, at any time.
    await create('first');
    const first = client.watch(kind);
    const iterator = first[Symbol.asyncIterator]();
    const listed: any[] = [];
    while (listed.at(-1)?.type !== 'synced') {
      listed.push((await iterator.next()).value);
    }
    const { id } = listed.pop();
    expect(listed.length).toBeGreaterThan(0);
    // The API server leaves out apiVersion and kind in the items of a list.
    for (const { object } of listed) {
      expect(object).toMatchObject({ apiVersion: 'v1', kind: 'ConfigMap' });
    }
    const stopped = await killApiServer(join(folder, 'state'));
    const end = await readUntil(
      { [Symbol.asyncIterator]: () => iterator },
      event => event.type === 'end',
    );
    expect(end.at(-1)).toMatchObject({
      type: 'end',
      reason: expect.stringMatching(/^(cluster-ended|failed)$/),
    });
    await expect(client.watch(kind).next()).rejects.toMatchObject({
      code: 'cluster-unreachable',
    });

    stopAgain = await stopped.start();
    // The circuit breaker closes again after a moment, and the API server loads its RBAC rules.
    await until(
      () => create('second').catch((error: unknown) => error),
      result => !SkeError.is(result),
    );
    // A restarted API server has only the events since its own first list, and responds to an older id with 410 (Expired).
    // It is not known whether this first list or the object `second` is older.
    const resumed = await readUntil(
      client.watch({ ...kind, resourceVersion: id }),
      event => event.type === 'ADDED' && nameOf(event) === 'second',
    );
    const isRelisted = resumed[0].type === 'relist';
    const added = resumed.filter(({ type }) => type === 'ADDED').map(nameOf);
    expect(resumed).toHaveLength(added.length + (isRelisted ? 1 : 0));
    expect(new Set(added).size).toBe(added.length);
    expect(added.includes('first')).toBe(isRelisted);
  });
});
