import { connect, Socket } from 'node:net';
import type { Fault } from './Fault';
import { FaultInjectingProxy } from './FaultInjectingProxy';
import { RecordingApiServer } from './RecordingApiServer';

const path = '/api/v1/namespaces/a/configmaps/b';
const object = { kind: 'ConfigMap', metadata: { name: 'b' }, data: { a: 'b' } };

describe('FaultInjectingProxy', () => {
  let apiServer: RecordingApiServer;
  let proxy: FaultInjectingProxy;

  beforeAll(async () => {
    apiServer = await RecordingApiServer.start();
    apiServer.put(path, object);
    proxy = await FaultInjectingProxy.start({
      upstream: { url: apiServer.url },
    });
  });
  afterAll(async () => {
    await proxy.stop();
    await apiServer.stop();
  });

  /**
   * Returns the text that a client receives, and how its connection ends: closed by the other side, reset, or still `open`. A connection that stays open is
   * observed until the client has received the expected text and the proxy has counted the connection.
   */
  async function see(
    fault: Fault | undefined,
    until: { text: RegExp; end: string },
  ): Promise<{ text: string; end: string }> {
    proxy.fault = fault;
    const before = proxy.connections;
    const socket: Socket = connect({
      port: Number(new URL(proxy.url).port),
      host: '127.0.0.1',
    });
    let text = '';
    const end = new Promise<string>((resolve, reject) => {
      socket.on('data', chunk => {
        text += chunk;
      });
      socket.on('end', () => resolve('end'));
      socket.on('error', () => resolve('reset'));
      if (until.end === 'open') {
        waitFor(() => until.text.test(text) && proxy.connections > before).then(
          () => resolve('open'),
          reject,
        );
      }
    });
    socket.write(`GET ${path} HTTP/1.1\r\nhost: a\r\n\r\n`);
    const seen = { end: await end, text };
    socket.destroy();
    return { ...seen, text };
  }

  it('forwards requests when no fault is set', async () => {
    const { text, end } = await see(undefined, { text: /"data"/, end: 'open' });
    expect(text).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(text).toContain(JSON.stringify(object.data));
    expect(end).toBe('open');
  });

  it('forwards the headers of a response whose body has not begun', async () => {
    apiServer.intercept = (_, response) => {
      response.writeHead(200, { 'x-watch': 'quiet' }).flushHeaders();
      return true;
    };
    const { end } = await see(undefined, {
      text: /x-watch: quiet/,
      end: 'open',
    });
    apiServer.intercept = undefined;
    expect(end).toBe('open');
  });

  it.each<[Fault, RegExp, string]>([
    [{ type: 'refuse' }, /^$/, 'reset'],
    [{ type: 'silent' }, /^$/, 'open'],
    [{ type: 'hang' }, /^$/, 'open'],
    [{ type: 'half-close' }, /^$/, 'end'],
    [{ type: 'reset' }, /^$/, 'reset'],
    [{ type: 'cut-headers' }, /^HTTP\/1\.1 200 OK\r\ncontent-ty$/, 'reset'],
    [{ type: 'not-http' }, /^220 mail/, 'end'],
    [
      { type: 'cut-body', afterBytes: 10 },
      /\r\n\r\n[^]*\{"kind":"C(?:\r\n)?$/,
      'reset',
    ],
    [
      { type: 'truncate', afterBytes: 10 },
      /transfer-encoding: chunked\r\n[^]*\r\na\r\n\{"kind":"C\r\n$/i,
      'end',
    ],
    [{ type: 'drip', bytes: 10, everyMs: 5 }, /"data"/, 'open'],
    [{ type: 'latency', ms: 50 }, /"data"/, 'open'],
    [
      { type: 'answer', status: 502, body: '<html>' },
      /^HTTP\/1\.1 502 [^]*<html>/,
      'open',
    ],
  ])('injects the fault %j', async (fault, text, end) => {
    const seen = await see(fault, { text, end });
    expect(seen.text).toMatch(text);
    expect(seen.end).toBe(end);
  });

  it('follows a plan, and counts requests', async () => {
    proxy.plan = ({ method, path: asked, count }) =>
      method === 'GET' && asked === path && count === 2
        ? { type: 'answer', status: 429, body: '' }
        : undefined;
    const statuses = [];
    for (let i = 0; i < 3; i += 1) {
      const { status } = await fetch(proxy.url + path);
      statuses.push(status);
    }
    expect(statuses).toEqual([200, 429, 200]);
    expect(proxy.requests).toBe(3);
  });
});

/** Waits for a condition for at most 10 seconds, and then a little longer for its consequences. */
async function waitFor(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!condition()) {
    if (Date.now() > deadline) {
      throw new Error('timed out');
    }
    await new Promise(resolve => setImmediate(resolve));
  }
  for (let turn = 0; turn < 50; turn += 1) {
    await new Promise(resolve => setImmediate(resolve));
  }
}
