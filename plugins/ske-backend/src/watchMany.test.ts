import type {
  WatchManyEvent,
  WatchSubscription,
} from '@kratix-portal/plugin-ske-common';
import { until } from './__testUtils__/skeClientFor';
import {
  database,
  databases,
  isEnd,
  named,
  ofDatabases,
  ofRegions,
  rbacRefusal,
  region,
  regions,
  synced,
  useWatchMany,
} from './__testUtils__/useWatchMany';

describe('POST /watch', () => {
  const stream = useWatchMany();
  const { open, read, watchesOpen } = stream;
  const isChange = ({ type }: WatchManyEvent) => type === 'MODIFIED';
  const of = (all: any[], { id }: WatchSubscription) =>
    all
      .filter(({ subscription }) => subscription === id)
      .map(({ subscription, ...event }) => event);

  it('sends the list, synced and the changes of each subscription', async () => {
    const events = await open([ofDatabases, ofRegions]);
    const list = await read(events, synced(2));
    expect(of(list, ofDatabases)).toEqual([
      { type: 'ADDED', object: named(database, 'orders', '90') },
      { type: 'synced', id: '100' },
    ]);
    expect(of(list, ofRegions).map(({ type }) => type)).toEqual([
      'ADDED',
      'ADDED',
      'synced',
    ]);
    expect(list).toHaveLength(5);
    await watchesOpen(2);
    stream.server.tell('MODIFIED', named(region, 'west', '101'), regions);
    stream.server.tell('BOOKMARK', named(region, '', '102'), regions);
    stream.server.tell('DELETED', named(database, 'orders', '103'), databases);
    const changes = await read(events, (_, all) => all.length === 3);
    expect(of(changes, ofRegions)).toEqual([
      { type: 'MODIFIED', object: named(region, 'west', '101'), id: '101' },
      { type: 'BOOKMARK', id: '102' },
    ]);
    expect(of(changes, ofDatabases)).toEqual([
      { type: 'DELETED', object: named(database, 'orders', '103'), id: '103' },
    ]);
    await events.return();
  });

  it('sends synced with the same id at once for a subscription that is resumed', async () => {
    const events = await open([
      { ...ofDatabases, resourceVersion: '95' },
      ofRegions,
    ]);
    const list = await read(events, synced(2));
    expect(of(list, ofDatabases)).toEqual([{ type: 'synced', id: '95' }]);
    await watchesOpen(2);
    expect(stream.server.newest(databases).from).toBe('95');
    stream.server.tell('MODIFIED', named(database, 'orders', '101'), databases);
    expect((await read(events, isChange)).pop()).toMatchObject({ id: '101' });
    await events.return();
  });

  it('relists only the subscription whose resourceVersion the cluster has not reached', async () => {
    const events = await open([
      { ...ofDatabases, resourceVersion: '900' },
      { ...ofRegions, resourceVersion: '100' },
    ]);
    const list = await read(events, synced(2));
    expect(of(list, ofDatabases).map(({ type }) => type)).toEqual([
      'relist',
      'ADDED',
      'synced',
    ]);
    expect(of(list, ofRegions)).toEqual([{ type: 'synced', id: '100' }]);
    await events.return();
  });

  it('relists only one subscription after a 410 in the middle of its watch', async () => {
    const events = await open([
      { ...ofDatabases, resourceVersion: '100' },
      ofRegions,
    ]);
    await read(events, synced(2));
    await watchesOpen(2);
    const status = { kind: 'Status', code: 410, reason: 'Expired' };
    stream.server.tell('ERROR', status, databases);
    const again = await read(events, synced(1));
    expect(again).toHaveLength(3);
    expect(of(again, ofDatabases)[0]).toEqual({ type: 'relist' });
    await until(
      async () =>
        stream.server.watches.filter(watch => watch.collection === databases),
      ({ length }) => length === 2,
    );
    stream.server.tell('MODIFIED', named(region, 'west', '101'), regions);
    stream.server.tell('MODIFIED', named(database, 'orders', '102'), databases);
    const changes = await read(events, (_, all) => all.length === 2);
    expect(changes.map(({ id }) => id).sort()).toEqual(['101', '102']);
    await events.return();
  });

  it('sends each refusal as the end of its subscription, and serves the other subscriptions', async () => {
    const before = stream.apiServer.intercept;
    stream.apiServer.intercept = (request, response) => {
      if (request.path.startsWith(databases)) {
        response.writeHead(403, { 'content-type': 'application/json' });
        response.end(JSON.stringify(rbacRefusal));
        return true;
      }
      return before?.(request, response);
    };
    const events = await open([
      ofDatabases,
      { id: 'secrets', apiVersion: 'v1', kind: 'Secret' },
      { id: 'nothing', apiVersion: 'demo.example.com/v1', kind: 'Nothing' },
      { ...ofRegions, namespace: 'team-a', id: 'scope' },
      ofRegions,
    ]);
    const all = await read(
      events,
      (_, found) =>
        found.filter(isEnd).length === 4 && synced(1)(undefined, found),
    );
    expect(
      all
        .filter(isEnd)
        .map(({ subscription, reason, error }) => [
          subscription,
          reason,
          error.code,
        ])
        .sort(),
    ).toEqual([
      [ofDatabases.id, 'failed', 'forbidden'],
      ['nothing', 'failed', 'kind-not-served'],
      ['scope', 'failed', 'invalid-input'],
      ['secrets', 'failed', 'kind-not-allowed'],
    ]);
    await watchesOpen(1);
    stream.server.tell('MODIFIED', named(region, 'west', '101'), regions);
    expect(await read(events, isChange)).toHaveLength(1);
    await events.return();
  });

  it.each<[string, () => void, object]>([
    [
      'a 403',
      () => stream.server.tell('ERROR', rbacRefusal, databases),
      { reason: 'failed', error: { code: 'forbidden' } },
    ],
    [
      'the end of the watch by the cluster',
      () => stream.server.end(databases),
      { reason: 'cluster-ended' },
    ],
    [
      'a connection that breaks',
      () => stream.server.newest(databases).response.destroy(),
      { reason: 'failed', error: { code: 'cluster-error' } },
    ],
  ])('ends one subscription in the middle after %s', async (_, fail, end) => {
    const events = await open([ofDatabases, ofRegions]);
    await read(events, synced(2));
    await watchesOpen(2);
    fail();
    expect((await read(events, isEnd)).pop()).toMatchObject({
      subscription: ofDatabases.id,
      ...end,
    });
    stream.server.tell('MODIFIED', named(region, 'west', '101'), regions);
    expect(await read(events, isChange)).toHaveLength(1);
    await events.return();
  });
});
