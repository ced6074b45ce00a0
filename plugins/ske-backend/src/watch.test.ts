import { connect } from 'node:net';
import type { WatchEvent } from '@kratix-portal/plugin-ske-common';
import { schemaAt } from './__testUtils__/apiDocument';
import { platformConfig } from './__testUtils__/platformConfig';
import { refusalOf, skeClientFor, until } from './__testUtils__/skeClientFor';
import { startSkeBackend } from './__testUtils__/startSkeBackend';
import { unsignedJwt } from './__testUtils__/unsignedJwt';
import { useSkeBackend } from './__testUtils__/useSkeBackend';
import { WatchServer } from './__testUtils__/WatchServer';

const userEntityRef = 'user:default/jane';
const query = {
  apiVersion: 'demo.example.com/v1',
  kind: 'Database',
  namespace: 'team-a',
};
const collection = '/apis/demo.example.com/v1/namespaces/team-a/databases';

function tokFor(seconds: number): string {
  const exp = Math.floor(Date.now() / 1000) + seconds;
  return unsignedJwt({ sub: 'jane', exp });
}

function database(name: string, version: string, more: object = {}) {
  return {
    apiVersion: query.apiVersion,
    kind: query.kind,
    metadata: { name, namespace: 'team-a', resourceVersion: version },
    ...more,
  };
}

describe('GET /watch', () => {
  const api = useSkeBackend();
  let server: WatchServer;

  beforeEach(() => {
    server = new WatchServer(api.apiServer, {
      [collection]: [database('orders', '90')],
    });
  });

  const sign = (seconds: number) =>
    api.backend.userTokens.sign({
      userEntityRef,
      claims: { tok: tokFor(seconds) },
    });

  async function open(options: { seconds?: number; from?: string } = {}) {
    const token = await sign(options.seconds ?? 600);
    const client = skeClientFor({ url: api.backend.url, token });
    return client.watch({ ...query, resourceVersion: options.from });
  }

  const isEvent = schemaAt('#/components/schemas/WatchEvent');

  async function next(events: AsyncIterator<WatchEvent>): Promise<any> {
    const { value, done } = await events.next();
    if (done) {
      throw new Error('The watch ended');
    }
    const { type, id, object, ...data } = value as any;
    isEvent({
      event: type,
      ...(id !== undefined && { id }),
      data: object ?? data,
    });
    expect(isEvent.errors ?? []).toEqual([]);
    return value;
  }

  it('lists, then watches from the resourceVersion of the list', async () => {
    const events = await open();
    expect(await next(events)).toEqual({
      type: 'ADDED',
      object: database('orders', '90'),
    });
    expect(await next(events)).toEqual({ type: 'synced', id: '100' });
    await until(
      async () => server.watches,
      ({ length }) => length === 1,
    );
    expect(server.watches[0].from).toBe('100');
    server.tell('MODIFIED', database('orders', '101'));
    server.tell('BOOKMARK', database('', '102'));
    server.tell('DELETED', database('orders', '103'));
    expect(await next(events)).toMatchObject({ type: 'MODIFIED', id: '101' });
    expect(await next(events)).toEqual({ type: 'BOOKMARK', id: '102' });
    expect(await next(events)).toMatchObject({ type: 'DELETED', id: '103' });
    await events.return();
  });

  it('passes on an object as the API server wrote it', async () => {
    const events = await open({ from: '100' });
    const reading = next(events);
    await until(
      async () => server.watches,
      ({ length }) => length === 1,
    );
    const { response } = server.watches[0];
    response.write(
      '{"type":"ADDED","object":{"metadata":{"resourceVersion":"7"},"spec":{"big":12345678901234567890,"text":"a\\u2028b\\n"}}}\n',
    );
    expect((await reading).object.spec.text).toBe('a\u2028b\n');
    // JSON may have a line break between values. In an event the line break would end the data line.
    response.write(
      '{"type":"ADDED","object":{"metadata":{"resourceVersion":"8"},\r"spec":1}}\n',
    );
    expect(await next(events)).toMatchObject({ id: '8', object: { spec: 1 } });
    await events.return();
  });

  it('S26: ends when the access token expires', async () => {
    // Long enough for a busy machine to open the stream.
    const events = await open({ seconds: 8 });
    await next(events);
    await next(events);
    expect(await next(events)).toEqual({
      type: 'end',
      reason: 'token-expired',
    });
    expect((await events.next()).done).toBe(true);
    await until(
      async () => server.watches[0].response.destroyed,
      isDestroyed => isDestroyed,
    );
  });

  it('S26: relists after a 410 at the start', async () => {
    const before = api.apiServer.intercept;
    api.apiServer.intercept = (request, response) => {
      if (
        request.path.includes('resourceVersion=1&') ||
        request.path.endsWith('resourceVersion=1')
      ) {
        response.writeHead(200, { 'content-type': 'application/json' });
        const status = { kind: 'Status', code: 410, reason: 'Expired' };
        response.end(`${JSON.stringify({ type: 'ERROR', object: status })}\n`);
        return true;
      }
      return before?.(request, response);
    };
    const events = await open({ from: '1' });
    expect(await next(events)).toEqual({ type: 'relist' });
    expect(await next(events)).toMatchObject({ type: 'ADDED' });
    expect(await next(events)).toEqual({ type: 'synced', id: '100' });
    await until(
      async () => server.watches,
      ({ length }) => length === 1,
    );
    server.tell('MODIFIED', database('orders', '101'));
    expect(await next(events)).toMatchObject({ type: 'MODIFIED' });
    await events.return();
  });

  it('prefers Last-Event-ID to resourceVersion', async () => {
    const abort = new AbortController();
    await fetch(
      `${api.backend.url}/api/ske/watch?${new URLSearchParams({ ...query, resourceVersion: '5' })}`,
      {
        headers: {
          authorization: `Bearer ${await sign(600)}`,
          'last-event-id': '77',
        },
        signal: abort.signal,
      },
    );
    expect(server.watches[0].from).toBe('77');
    expect(server.lists).toBe(0);
    abort.abort();
  });

  it('reports whether the cluster ended the watch or the watch failed', async () => {
    const ended = await open({ from: '100' });
    const reading = next(ended);
    await until(
      async () => server.watches,
      ({ length }) => length === 1,
    );
    server.end();
    expect(await reading).toEqual({ type: 'end', reason: 'cluster-ended' });
    const failed = await open({ from: '100' });
    const readingFailed = next(failed);
    await until(
      async () => server.watches,
      ({ length }) => length === 2,
    );
    server.watches[1].response.destroy();
    expect(await readingFailed).toMatchObject({
      type: 'end',
      reason: 'failed',
      error: { code: 'cluster-error', name: 'ClusterError' },
    });
  });

  it('fails if the connection breaks before the last event', async () => {
    const client = skeClientFor({
      url: api.backend.url,
      token: await sign(600),
    });
    const events = client.watch(query);
    await next(events);
    await next(events);
    const reading = refusalOf(events.next());
    api.backend.closeConnections();
    expect(await reading).toMatchObject({ code: 'cluster-error' });
  });

  it('S26: ends the request to the cluster when the client disconnects', async () => {
    const events = await open();
    await next(events);
    await next(events);
    await until(
      async () => server.watches,
      ({ length }) => length === 1,
    );
    const closed = new Promise<boolean>(resolve =>
      server.watches[0].response.on('close', () => resolve(true)),
    );
    await events.return();
    expect(await closed).toBe(true);
  });

  it('S26: limits the data that is buffered for a client that does not read', async () => {
    const { port, hostname } = new URL(api.backend.url);
    const socket = connect(Number(port), hostname);
    const token = await sign(600);
    const search = new URLSearchParams({ ...query, resourceVersion: '1000' });
    socket.write(
      `GET /api/ske/watch?${search} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${token}\r\n\r\n`,
    );
    // The client reads nothing from here on.
    socket.pause();
    await until(
      async () => server.watches,
      ({ length }) => length === 1,
    );
    const [{ response }] = server.watches;
    const filling = 'x'.repeat(64 * 1024);
    let sent = 0;
    // The API server has to wait, so only the buffers of sockets, of the watch and of the response fill up.
    while (sent < 64 * 1024 * 1024) {
      const isTaken = response.write(
        `${JSON.stringify({ type: 'MODIFIED', object: database('a', String(sent), { filling }) })}\n`,
      );
      sent += filling.length;
      if (!isTaken) {
        const drained = await Promise.race([
          new Promise<boolean>(resolve =>
            response.once('drain', () => resolve(true)),
          ),
          new Promise<boolean>(resolve =>
            setTimeout(() => resolve(false), 1_000),
          ),
        ]);
        if (!drained) {
          break;
        }
      }
    }
    expect(sent).toBeLessThan(32 * 1024 * 1024);
    socket.destroy();
  });

  it('S26: sends a last event when the backend stops', async () => {
    const own = await startSkeBackend({
      config: platformConfig({ url: api.apiServer.url }),
    });
    const client = skeClientFor({
      url: own.url,
      token: await own.userTokens.sign({
        userEntityRef,
        claims: { tok: tokFor(600) },
      }),
    });
    const events = client.watch(query);
    await next(events);
    await next(events);
    await until(
      async () => server.watches,
      ({ length }) => length === 1,
    );
    const last = next(events);
    const stopping = own.stop();
    expect(await last).toEqual({ type: 'end', reason: 'shutdown' });
    await stopping;
  });

  it('S23: limits the streams of each user', async () => {
    const token = await sign(600);
    const client = skeClientFor({ url: api.backend.url, token });
    const open10 = Array.from({ length: 10 }, () => client.watch(query));
    await Promise.all(open10.map(events => events.next()));
    expect(await refusalOf(client.watch(query).next())).toMatchObject({
      code: 'too-many-requests',
      status: 429,
    });
    await Promise.all(open10.map(events => events.return()));
  });
});
