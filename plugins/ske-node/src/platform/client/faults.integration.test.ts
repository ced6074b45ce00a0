import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { useTestPlatform } from '@kratix-portal/test-cluster';
import { SkeError } from '@kratix-portal/plugin-ske-common';
import { UserIdentity } from '../../credentials';
import { AccessToken } from '../../credentials/identity/AccessToken';
import { Fault, FaultInjectingProxy } from '../../testUtils';
import { collectionPath } from '../calls/ApiPath';
import { PlatformClient } from './PlatformClient';
import type { WatchItem } from '../streams/WatchItem';
import type { WatchStream } from '../streams/WatchStream';
import { location, path, subjectOf } from './__testUtils__/systemConfigMap';

// Shorter than the time limit of a test, and much longer than a busy machine needs for a response.
const limits = {
  connectMs: 2_000,
  headersMs: 2_000,
  idleMs: 2_000,
  deadlineMs: 5_000,
  retryMs: 500,
  connections: 8,
};

const html = '<html><body>Bad Gateway</body></html>';
const busy = JSON.stringify({ kind: 'Status', reason: 'TooManyRequests' });
const broken = JSON.stringify({ kind: 'Status', reason: 'InternalError' });

describe('faults between the client and a real API server', () => {
  const platform = useTestPlatform();
  const rejections: unknown[] = [];
  const noteRejection = (reason: unknown) => rejections.push(reason);
  let proxy: FaultInjectingProxy;
  let client: PlatformClient;
  let identity: UserIdentity;

  beforeAll(async () => {
    process.on('unhandledRejection', noteRejection);
    const { url, caFile } = platform.current.endpoints.apiServer;
    const ca = readFileSync(caFile, 'utf8');
    const ofApiServer = (extension: string) =>
      readFileSync(
        join(dirname(caFile), `kube-apiserver.${extension}`),
        'utf8',
      );
    proxy = await FaultInjectingProxy.start({
      upstream: { url, ca },
      tls: { key: ofApiServer('key'), cert: ofApiServer('crt') },
    });
    client = new PlatformClient({
      platform: {
        name: 'kratix-platform',
        url: proxy.url,
        tls: { ca, skipVerify: false },
        identity: { mode: 'user', oidcTokenProvider: 'oidc' },
      },
      limits,
    });
    identity = new UserIdentity({
      userEntityRef: 'user:default/jane',
      token: AccessToken.parse(
        await platform.current.accessToken('user-admin'),
        new Date(),
      ),
    });
  });
  afterAll(async () => {
    await client.close();
    await proxy.stop();
    process.off('unhandledRejection', noteRejection);
  });
  beforeEach(async () => {
    proxy.fault = undefined;
    await untilReached();
  });

  const call = () => ({ identity, subject: subjectOf('get') });

  /** Waits until the circuit, which the previous test may have opened, is closed again. */
  async function untilReached(): Promise<void> {
    for (;;) {
      try {
        await client.get(path, call());
        return;
      } catch (error) {
        if (!SkeError.is(error) || error.code !== 'cluster-unreachable') {
          throw error;
        }
        await pause(50);
      }
    }
  }

  async function outcome(promise: Promise<unknown>): Promise<string> {
    try {
      await promise;
      return 'ok';
    } catch (error) {
      if (!SkeError.is(error)) {
        throw error;
      }
      expect(`${error.message}${error.detail ?? ''}`).not.toContain('<html>');
      return error.code;
    }
  }

  async function read(): Promise<string> {
    return outcome(client.get(path, call()));
  }

  async function readText(): Promise<string> {
    return outcome(client.getText(path, call()));
  }

  async function write(): Promise<string> {
    return outcome(
      client.mergePatch(
        path,
        { metadata: { labels: { 'kratix-portal.io/faults': 'yes' } } },
        { identity, subject: subjectOf('patch') },
      ),
    );
  }

  async function openWatch(): Promise<WatchStream> {
    return client.watch(
      collectionPath(location),
      {},
      { identity, subject: subjectOf('watch') },
    );
  }

  it.each<[Fault, string, string, string]>([
    [{ type: 'latency', ms: 300 }, 'ok', 'ok', 'ok'],
    [{ type: 'drip', bytes: 512, everyMs: 20 }, 'ok', 'ok', 'ok'],
    [{ type: 'drip', bytes: 1, everyMs: 200 }, 'timeout', 'timeout', 'timeout'],
    [{ type: 'hang' }, 'timeout', 'timeout', 'timeout'],
    [{ type: 'reset' }, 'cluster-error', 'cluster-error', 'cluster-error'],
    [{ type: 'half-close' }, 'cluster-error', 'cluster-error', 'cluster-error'],
    [
      { type: 'cut-headers' },
      'cluster-error',
      'cluster-error',
      'cluster-error',
    ],
    [{ type: 'not-http' }, 'cluster-error', 'cluster-error', 'cluster-error'],
    [
      { type: 'cut-body', afterBytes: 100 },
      'cluster-error',
      'cluster-error',
      'cluster-error',
    ],
    [
      { type: 'truncate', afterBytes: 100 },
      'cluster-error',
      'cluster-error',
      'cluster-error',
    ],
    [
      { type: 'answer', status: 200, body: html },
      'cluster-error',
      'cluster-error',
      'cluster-error',
    ],
    [
      { type: 'answer', status: 502, body: html },
      'cluster-error',
      'cluster-error',
      'cluster-error',
    ],
    [
      { type: 'answer', status: 500, body: broken },
      'cluster-error',
      'cluster-error',
      'cluster-error',
    ],
    [
      { type: 'answer', status: 429, body: busy },
      'too-many-requests',
      'too-many-requests',
      'too-many-requests',
    ],
    [
      { type: 'answer', status: 429, body: html },
      'too-many-requests',
      'too-many-requests',
      'too-many-requests',
    ],
  ])(
    'S24: after %j a read ends as %s, a read of text as %s, a write as %s',
    async (fault, ...expected) => {
      proxy.fault = fault;
      expect([await read(), await readText(), await write()]).toEqual(expected);
    },
  );

  it.each<Fault>([{ type: 'refuse' }, { type: 'silent' }])(
    'after %j calls end as cluster-unreachable, and succeed again when the fault is over',
    async fault => {
      proxy.fault = fault;
      proxy.resetConnections();
      const outcomes = await Promise.all([read(), readText(), write()]);
      expect(new Set(outcomes)).toEqual(new Set(['cluster-unreachable']));
      expect(client.poolState().circuit).not.toBe('closed');
      // Now the calls fail at once.
      const before = proxy.connections;
      expect(await Promise.all(Array.from({ length: 50 }, read))).toEqual(
        Array.from({ length: 50 }, () => 'cluster-unreachable'),
      );
      expect(proxy.connections - before).toBeLessThanOrEqual(1);
      proxy.fault = undefined;
      await untilReached();
      expect(client.poolState().circuit).toBe('closed');
    },
  );

  it('sends a write only once, and reports if its outcome is unknown', async () => {
    proxy.plan = () => ({ type: 'reset' });
    const error = await client
      .mergePatch(path, {}, { identity, subject: subjectOf('patch') })
      .catch(thrown => thrown);
    expect(error.hint).toMatch(/not known whether .*: look at the object/);
    expect(proxy.requests).toBe(1);
  });

  it.each<Fault>([
    { type: 'reset' },
    { type: 'cut-headers' },
    { type: 'cut-body', afterBytes: 100 },
    { type: 'truncate', afterBytes: 100 },
    { type: 'half-close' },
  ])('retries a read after %j', async fault => {
    proxy.plan = ({ count }) => (count === 1 ? fault : undefined);
    expect(await read()).toBe('ok');
    expect(proxy.requests).toBe(2);
  });

  it('retries reads after a 429', async () => {
    proxy.plan = ({ count }) =>
      count <= 2
        ? {
            type: 'answer',
            status: 429,
            headers: { 'retry-after': '0' },
            body: busy,
          }
        : undefined;
    const patient = new PlatformClient({
      platform: {
        name: 'kratix-platform',
        url: proxy.url,
        tls: { skipVerify: true },
        identity: { mode: 'user', oidcTokenProvider: 'oidc' },
      },
    });
    expect(await outcome(patient.get(path, call()))).toBe('ok');
    await patient.close();
  });

  it.each<[Fault, string]>([
    [{ type: 'reset' }, 'cluster-error'],
    [{ type: 'hang' }, 'timeout'],
    [{ type: 'answer', status: 502, body: html }, 'cluster-error'],
    [{ type: 'answer', status: 429, body: busy }, 'too-many-requests'],
  ])('does not open a watch after %j: %s', async (fault, code) => {
    proxy.fault = fault;
    expect(await outcome(openWatch())).toBe(code);
    expect(client.poolState().watches).toBe(0);
  });

  it.each<Fault>([
    { type: 'cut-body', afterBytes: 10 },
    { type: 'truncate', afterBytes: 10 },
    { type: 'answer', status: 200, body: html },
  ])('ends a watch with a SkeError after %j', async fault => {
    proxy.fault = fault;
    const items: WatchItem[] = [];
    for await (const item of await openWatch()) {
      items.push(item);
    }
    expect(items).toEqual([
      {
        type: 'END',
        reason: 'failed',
        error: expect.objectContaining({ code: 'cluster-error' }),
      },
    ]);
  });

  it('leaves no unhandled rejection, and no sockets except those kept for the next call', async () => {
    const faults: Fault[] = [
      { type: 'reset' },
      { type: 'cut-headers' },
      { type: 'cut-body', afterBytes: 10 },
      { type: 'truncate', afterBytes: 10 },
      { type: 'half-close' },
      { type: 'answer', status: 500, body: broken },
    ];
    proxy.plan = ({ count }) => faults[count % (faults.length + 2)];
    await Promise.all(
      Array.from({ length: 100 }, (_, i) => (i % 3 ? read() : readText())),
    );
    proxy.fault = undefined;
    await untilReached();
    expect(client.poolState()).toMatchObject({ running: 0, queued: 0 });
    expect(proxy.openConnections).toBeLessThanOrEqual(limits.connections);
    expect(rejections).toEqual([]);
    await client.close();
    await waitFor(() => proxy.openConnections === 0);
  });
});

async function waitFor(condition: () => boolean): Promise<void> {
  while (!condition()) {
    await pause(20);
  }
}
