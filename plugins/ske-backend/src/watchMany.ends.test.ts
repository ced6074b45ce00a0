import { connect } from 'node:net';
import { platformConfig } from './__testUtils__/platformConfig';
import { refusalOf, skeClientFor, until } from './__testUtils__/skeClientFor';
import { startSkeBackend } from './__testUtils__/startSkeBackend';
import {
  isEnd,
  named,
  ofConfigMaps,
  ofDatabases,
  ofRegions,
  region,
  synced,
  tokFor,
  useWatchMany,
} from './__testUtils__/useWatchMany';

describe('the end of POST /watch, and its limits', () => {
  const stream = useWatchMany();
  const { open, read, tokenOf, watchesOpen } = stream;

  it('S26: ends with one last event when the access token expires', async () => {
    // Long enough for a busy machine to open the stream.
    const events = await open([ofDatabases, ofRegions], { seconds: 8 });
    const all = await read(events, isEnd);
    expect(all.pop()).toEqual({ type: 'end', reason: 'token-expired' });
    expect(all.filter(isEnd)).toEqual([]);
    expect((await events.next()).done).toBe(true);
    await until(
      async () =>
        stream.server.watches.every(({ response }) => response.destroyed),
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

  it('S26: ends all requests to the cluster when the client disconnects', async () => {
    const events = await open([ofDatabases, ofRegions, ofConfigMaps]);
    await read(events, synced(3));
    await watchesOpen(3);
    const closed = Promise.all(
      stream.server.watches.map(
        ({ response }) =>
          new Promise<void>(resolve => response.on('close', resolve)),
      ),
    );
    await events.return();
    // A watch would end by itself only after 15 minutes.
    await expect(closed).resolves.toHaveLength(3);
  });

  it('S26: sends one last event when the backend stops', async () => {
    const own = await startSkeBackend({
      config: platformConfig({ url: stream.apiServer.url }),
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

  it('S26: limits the data that is buffered for all subscriptions of a client that does not read', async () => {
    const { port, hostname } = new URL(stream.backend.url);
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
    const fill = async ({ response }: (typeof stream.server.watches)[0]) => {
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
    await Promise.all(stream.server.watches.map(fill));
    // Loopback sockets of Linux hold up to 10 MiB each, in the kernel.
    expect(sent).toBeLessThan(512 * 1024 * 1024);
    socket.destroy();
  });

  it('S23: counts as one stream of its user, and limits the subscriptions of all streams', async () => {
    const client = skeClientFor({
      url: stream.backend.url,
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
        stream.backend.auditEvents.filter(
          ({ status }) => status !== 'initiated',
        ),
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

/** Whether the other side reads the written data within a second. */
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
