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

  /** What a client sees on the wire, and how its connection ends: by the other side, by a reset, or not within half a second. */
  async function see(
    fault: Fault | undefined,
  ): Promise<{ text: string; end: string }> {
    proxy.fault = fault;
    const socket: Socket = connect({
      port: Number(new URL(proxy.url).port),
      host: '127.0.0.1',
    });
    let text = '';
    const end = new Promise<string>(resolve => {
      socket.on('data', chunk => {
        text += chunk;
      });
      socket.on('end', () => resolve('end'));
      socket.on('error', () => resolve('reset'));
      setTimeout(() => resolve('open'), 500);
    });
    socket.write(`GET ${path} HTTP/1.1\r\nhost: a\r\n\r\n`);
    const seen = { end: await end, text };
    socket.destroy();
    return { ...seen, text };
  }

  it('passes on when nothing is to go wrong', async () => {
    const { text, end } = await see(undefined);
    expect(text).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(text).toContain(JSON.stringify(object.data));
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
  ])('%j', async (fault, text, end) => {
    const seen = await see(fault);
    expect(seen.text).toMatch(text);
    expect(seen.end).toBe(end);
  });

  it('follows a plan, and counts', async () => {
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
