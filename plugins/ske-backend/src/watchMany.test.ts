import { connect } from 'node:net';
import type {
  WatchManyEvent,
  WatchSubscription,
} from '@kratix-portal/plugin-ske-common';
import { RecordingApiServer } from '@kratix-portal/plugin-ske-node/testUtils';
import { schemaAt } from './__testUtils__/apiDocument';
import { platformConfig } from './__testUtils__/platformConfig';
import { refusalOf, skeClientFor, until } from './__testUtils__/skeClientFor';
import { SkeBackend, startSkeBackend } from './__testUtils__/startSkeBackend';
import { WatchServer } from './__testUtils__/WatchServer';

jest.setTimeout(60_000);

const database = { apiVersion: 'demo.example.com/v1', kind: 'Database' };
const region = { apiVersion: 'demo.example.com/v1', kind: 'Region' };
const databases = '/apis/demo.example.com/v1/namespaces/team-a/databases';
const regions = '/apis/demo.example.com/v1/regions';
const configMaps = '/api/v1/configmaps';

const ofDatabases: WatchSubscription = {
  id: 'databases "of" team-a',
  ...database,
  namespace: 'team-a',
};
const ofRegions: WatchSubscription = { id: 'regions', ...region };
const ofConfigMaps: WatchSubscription = {
  id: 'settings',
  apiVersion: 'v1',
  kind: 'ConfigMap',
};

function tokFor(seconds: number): string {
  const exp = Math.floor(Date.now() / 1000) + seconds;
  const encode = (part: object) =>
    Buffer.from(JSON.stringify(part)).toString('base64url');
  return `${encode({ alg: 'RS256' })}.${encode({ sub: 'jane', exp })}.c2ln`;
}

const rbacRefusal = {
  kind: 'Status',
  code: 403,
  reason: 'Forbidden',
  message:
    'databases.demo.example.com is forbidden: User "jane" cannot watch resource "databases" in API group "demo.example.com" in the namespace "team-a"',
};

function named(kind: object, name: string, version: string) {
  return { ...kind, metadata: { name, resourceVersion: version } };
}

describe('POST /watch', () => {
  let apiServer: RecordingApiServer;
  let server: WatchServer;
  let backend: SkeBackend;

  beforeAll(async () => {
    apiServer = await RecordingApiServer.start();
    backend = await startSkeBackend({
      config: platformConfig({ url: apiServer.url }),
    });
  });
  beforeEach(() => {
    apiServer.clear();
    backend.auditEvents.splice(0);
    server = new WatchServer(apiServer, {
      [databases]: [named(database, 'orders', '90')],
      [regions]: [named(region, 'west', '91'), named(region, 'east', '92')],
      [configMaps]: [],
    });
  });
  // The next test counts its own watches, so those of this one have to be closed.
  afterEach(async () => {
    const countOf = (isInitiated: boolean) =>
      backend.auditEvents.filter(
        ({ status }) => (status === 'initiated') === isInitiated,
      ).length;
    await until(
      async () => countOf(true) - countOf(false),
      running => running === 0,
    );
  });
  afterAll(async () => {
    await backend.stop();
    await apiServer.stop();
  });

  const tokenOf = (name: string, seconds = 600) =>
    backend.userTokens.sign({
      userEntityRef: `user:default/${name}`,
      claims: { tok: tokFor(seconds) },
    });

  async function open(
    subscriptions: WatchSubscription[],
    options: { seconds?: number } = {},
  ) {
    const token = await tokenOf('jane', options.seconds);
    return skeClientFor({ url: backend.url, token }).watchMany(subscriptions);
  }

  const isEvent = schemaAt('#/components/schemas/WatchManyEvent');

  /** Reads events until `isLast` matches, and compares each with the document. */
  async function read(
    events: AsyncIterator<WatchManyEvent>,
    isLast: (event: WatchManyEvent, all: WatchManyEvent[]) => boolean,
  ): Promise<any[]> {
    const found: WatchManyEvent[] = [];
    for (;;) {
      const { value, done } = await events.next();
      if (done) {
        throw new Error(`The watch ended after ${JSON.stringify(found)}`);
      }
      const { type, ...data } = value;
      isEvent({ event: type, data });
      expect(isEvent.errors ?? []).toEqual([]);
      found.push(value);
      if (isLast(value, found)) {
        return found;
      }
    }
  }

  const synced = (count: number) => (_: unknown, all: WatchManyEvent[]) =>
    all.filter(({ type }) => type === 'synced').length === count;
  const isEnd = ({ type }: WatchManyEvent) => type === 'end';
  const isChange = ({ type }: WatchManyEvent) => type === 'MODIFIED';
  const watchesOpen = (count: number) =>
    until(
      async () =>
        // A request of the previous test may arrive late, and its connection is closed.
        server.watches.filter(({ response }) => !response.destroyed).length,
      length => length === count,
    );
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
    server.tell('MODIFIED', named(region, 'west', '101'), regions);
    server.tell('BOOKMARK', named(region, '', '102'), regions);
    server.tell('DELETED', named(database, 'orders', '103'), databases);
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
    expect(server.newest(databases).from).toBe('95');
    server.tell('MODIFIED', named(database, 'orders', '101'), databases);
    expect((await read(events, isChange)).pop()).toMatchObject({ id: '101' });
    await events.return();
  });

  it('relists a subscription alone when the cluster has not reached its version', async () => {
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

  it('relists a subscription alone after a 410 in the middle', async () => {
    const events = await open([
      { ...ofDatabases, resourceVersion: '100' },
      ofRegions,
    ]);
    await read(events, synced(2));
    await watchesOpen(2);
    const status = { kind: 'Status', code: 410, reason: 'Expired' };
    server.tell('ERROR', status, databases);
    const again = await read(events, synced(1));
    expect(again).toHaveLength(3);
    expect(of(again, ofDatabases)[0]).toEqual({ type: 'relist' });
    await until(
      async () =>
        server.watches.filter(watch => watch.collection === databases),
      ({ length }) => length === 2,
    );
    server.tell('MODIFIED', named(region, 'west', '101'), regions);
    server.tell('MODIFIED', named(database, 'orders', '102'), databases);
    const changes = await read(events, (_, all) => all.length === 2);
    expect(changes.map(({ id }) => id).sort()).toEqual(['101', '102']);
    await events.return();
  });

  it('sends each refusal as the end of its subscription, and serves the others', async () => {
    const before = apiServer.intercept;
    apiServer.intercept = (request, response) => {
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
    server.tell('MODIFIED', named(region, 'west', '101'), regions);
    expect(await read(events, isChange)).toHaveLength(1);
    await events.return();
  });

  it.each<[string, () => void, object]>([
    [
      'a 403',
      () => server.tell('ERROR', rbacRefusal, databases),
      { reason: 'failed', error: { code: 'forbidden' } },
    ],
    [
      'the end of the watch by the cluster',
      () => server.end(databases),
      { reason: 'cluster-ended' },
    ],
    [
      'a connection that breaks',
      () => server.newest(databases).response.destroy(),
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
    server.tell('MODIFIED', named(region, 'west', '101'), regions);
    expect(await read(events, isChange)).toHaveLength(1);
    await events.return();
  });

  it('S26: ends with the access token, with one last event', async () => {
    // Long enough for a busy machine to open the stream.
    const events = await open([ofDatabases, ofRegions], { seconds: 8 });
    const all = await read(events, isEnd);
    expect(all.pop()).toEqual({ type: 'end', reason: 'token-expired' });
    expect(all.filter(isEnd)).toEqual([]);
    expect((await events.next()).done).toBe(true);
    await until(
      async () => server.watches.every(({ response }) => response.destroyed),
      isClosed => isClosed,
    );
  });

  it('S26: keeps the stream open until the token expires when every subscription was refused', async () => {
    const events = await open(
      [{ id: 'secrets', apiVersion: 'v1', kind: 'Secret' }],
      { seconds: 8 },
    );
    const all = await read(
      events,
      event => isEnd(event) && event.subscription === undefined,
    );
    expect(all.map(({ reason }) => reason)).toEqual([
      'failed',
      'token-expired',
    ]);
  });

  it('S26: ends all requests to the cluster when the client leaves', async () => {
    const events = await open([ofDatabases, ofRegions, ofConfigMaps]);
    await read(events, synced(3));
    await watchesOpen(3);
    const closed = Promise.all(
      server.watches.map(
        ({ response }) =>
          new Promise<void>(resolve => response.on('close', resolve)),
      ),
    );
    await events.return();
    // By itself a watch would end after 15 minutes.
    await expect(closed).resolves.toHaveLength(3);
  });

  it('S26: sends one last event when the backend stops', async () => {
    const own = await startSkeBackend({
      config: platformConfig({ url: apiServer.url }),
    });
    const token = await own.userTokens.sign({
      userEntityRef: 'user:default/jane',
      claims: { tok: tokFor(600) },
    });
    const client = skeClientFor({ url: own.url, token });
    const events = client.watchMany([ofDatabases, ofRegions]);
    await read(events, synced(2));
    const last = read(events, isEnd);
    const stopping = own.stop();
    expect(await last).toEqual([{ type: 'end', reason: 'shutdown' }]);
    expect((await events.next()).done).toBe(true);
    await stopping;
  });

  it('S26: bounds what is buffered for all subscriptions of a client that does not read', async () => {
    const { port, hostname } = new URL(backend.url);
    const socket = connect(Number(port), hostname);
    const subscriptions = Array.from({ length: 50 }, (_, id) => ({
      ...ofRegions,
      id: `${id}`,
      resourceVersion: '100',
    }));
    const body = JSON.stringify({ subscriptions });
    socket.write(
      `POST /api/ske/watch HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${await tokenOf('jane')}\r\n` +
        `content-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    );
    // The client reads nothing from here on.
    socket.pause();
    await watchesOpen(50);
    const filling = 'x'.repeat(64 * 1024);
    let sent = 0;
    // Every watch of the API server has to wait, so only the buffers of sockets, of the watches and of the response fill up.
    const fill = async ({ response }: (typeof server.watches)[0]) => {
      while (sent < 512 * 1024 * 1024) {
        const object = { ...named(region, 'west', String(sent)), filling };
        const isTaken = response.write(
          `${JSON.stringify({ type: 'MODIFIED', object })}\n`,
        );
        sent += filling.length;
        if (!isTaken && !(await isDrained(response))) {
          return;
        }
      }
    };
    await Promise.all(server.watches.map(fill));
    // Loopback sockets of Linux hold up to 10 MiB each, in the kernel.
    expect(sent).toBeLessThan(512 * 1024 * 1024);
    socket.destroy();
  });

  it('S23: counts as one stream of its user, and limits the subscriptions of all streams', async () => {
    const client = skeClientFor({
      url: backend.url,
      token: await tokenOf('many'),
    });
    const subscriptions = Array.from({ length: 20 }, (_, id) => ({
      ...ofRegions,
      id: `${id}`,
    }));
    const ten = Array.from({ length: 10 }, () =>
      client.watchMany(subscriptions),
    );
    await Promise.all(ten.map(events => events.next()));
    expect(await refusalOf(client.watchMany([ofRegions]).next())).toMatchObject(
      {
        code: 'too-many-requests',
        message: expect.stringMatching(/10 streams/),
      },
    );
    await ten[0].return();
    // One place is free, but the other nine streams carry 180 subscriptions.
    const eleventh = () =>
      client.watchMany(
        Array.from({ length: 21 }, (_, id) => ({ ...ofRegions, id: `${id}` })),
      );
    await until(
      async () => refusalOf(eleventh().next()),
      ({ message }) => /200 watches and logs/.test(message),
    );
    await Promise.all(ten.map(events => events.return()));
  });

  it('S40: audits the stream, and each subscription like a watch', async () => {
    const events = await open([
      ofDatabases,
      { id: 'secrets', apiVersion: 'v1', kind: 'Secret' },
    ]);
    await read(events, (_, all) => all.length === 3);
    await watchesOpen(1);
    await events.return();
    const ended = await until(
      async () =>
        backend.auditEvents.filter(({ status }) => status !== 'initiated'),
      ({ length }) => length === 4,
    );
    const summary = ended.map(({ eventId, status, meta }) => ({
      eventId,
      status,
      kind: meta?.kind,
      subscriptions: meta?.subscriptions,
      ended: meta?.ended,
      code: meta?.code,
    }));
    const refused = {
      eventId: 'resource-watch',
      status: 'failed',
      kind: 'Secret',
      subscriptions: undefined,
      ended: undefined,
      code: 'kind-not-allowed',
    };
    expect(summary).toEqual([
      // A refused read has a second pair of events, of severity medium.
      refused,
      refused,
      {
        eventId: 'resource-watch',
        status: 'succeeded',
        kind: 'Database',
        subscriptions: undefined,
        ended: 'caller-left',
        code: 'ok',
      },
      {
        eventId: 'resource-watch-stream',
        status: 'succeeded',
        kind: undefined,
        subscriptions: 2,
        ended: 'caller-left',
        code: 'ok',
      },
    ]);
    expect(new Set(ended.map(({ meta }) => meta?.requestId)).size).toBe(1);
  });
});

/** Whether the other side takes what was written within a second. */
async function isDrained(response: {
  once(event: 'drain', listener: () => void): unknown;
}): Promise<boolean> {
  return Promise.race([
    new Promise<boolean>(resolve =>
      response.once('drain', () => resolve(true)),
    ),
    new Promise<boolean>(resolve => setTimeout(() => resolve(false), 1_000)),
  ]);
}
