import { once } from 'node:events';
import { createServer, RequestListener, Server } from 'node:http';
import { AddressInfo, createServer as createTcpServer } from 'node:net';
import { SkeError } from '@kratix-portal/plugin-ske-common';
import { UserIdentity } from '../../credentials';
import { AccessToken } from '../../credentials/identity/AccessToken';
import { objectPath } from '../calls/ApiPath';
import type { PlatformCall } from '../calls/PlatformCall';
import { PlatformClient } from '../client/PlatformClient';
import type { PlatformLimits } from '../calls/PlatformLimits';

const path = objectPath(
  { group: '', version: 'v1', plural: 'configmaps', namespace: 'a' },
  'b',
);
const identity = new UserIdentity({
  userEntityRef: 'user:default/jane',
  token: AccessToken.parse('e30.e30.c2ln', new Date()),
});

function call(verb: 'get' | 'create' = 'get'): PlatformCall {
  return {
    identity,
    subject: {
      verb,
      cluster: 'kratix-platform',
      target: {
        type: 'object',
        ref: { apiVersion: 'v1', kind: 'ConfigMap', namespace: 'a', name: 'b' },
      },
    },
  };
}

describe('ClusterConnection', () => {
  const ends: Array<() => Promise<unknown>> = [];

  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) {
      await end();
    }
  });

  async function listen(
    response: RequestListener,
    port = 0,
  ): Promise<{
    port: number;
    /** Resolves with the first request. */
    received: Promise<unknown>;
    stop: () => Promise<void>;
  }> {
    const server: Server = createServer(response);
    const received = once(server, 'request');
    await new Promise<void>(done => server.listen(port, '127.0.0.1', done));
    const stop = async () => {
      server.closeAllConnections();
      await new Promise<void>(done => server.close(() => done()));
    };
    ends.push(stop);
    return { port: (server.address() as AddressInfo).port, received, stop };
  }

  function connect(
    port: number,
    limits: Partial<PlatformLimits> = {},
    protocol = 'http',
  ): PlatformClient {
    const client = new PlatformClient({
      platform: {
        name: 'kratix-platform',
        url: `${protocol}://127.0.0.1:${port}`,
        tls: { skipVerify: false },
        identity: { mode: 'user', oidcTokenProvider: 'oidc' },
      },
      limits,
    });
    ends.push(() => client.close());
    return client;
  }

  async function refusal(promise: Promise<unknown>): Promise<SkeError> {
    const error = await promise.then(
      () => undefined,
      thrown => thrown,
    );
    if (!SkeError.is(error)) {
      throw new Error(`expected a SkeError, got ${error}`);
    }
    return error;
  }

  describe('S23: the queue', () => {
    it('rejects a call with Retry-After if the queue is full', async () => {
      const held: Array<() => void> = [];
      const { port } = await listen((_, response) => {
        held.push(() => response.end('{}'));
      });
      const client = connect(port, { connections: 1, queuedCalls: 2 });
      const calls = [1, 2, 3].map(() => client.get(path, call()));
      const error = await refusal(client.get(path, call()));
      expect(error).toMatchObject({
        code: 'too-many-requests',
        status: 429,
        retryAfterSeconds: 1,
      });
      expect(client.poolState()).toMatchObject({ running: 1, queued: 2 });
      while (held.length < 3) {
        await new Promise(resolve => setTimeout(resolve, 5));
        held.forEach(response => response());
      }
      await Promise.all(calls);
      expect(client.poolState()).toEqual({
        connections: 1,
        running: 0,
        queued: 0,
        watches: 0,
        logs: 0,
        circuit: 'closed',
      });
    });

    it('ends a queued call when its caller disconnects or at its deadline, and never sends it', async () => {
      let requests = 0;
      const { port, received } = await listen(() => {
        requests += 1;
      });
      const client = connect(port, { connections: 1 });
      const gone = new AbortController();
      const held = client.get(path, { ...call(), signal: gone.signal });
      await received;
      const waits = client.get(path, { ...call(), signal: gone.signal });
      const late = await refusal(
        client.get(path, { ...call(), deadlineMs: 100 }),
      );
      expect(late.code).toBe('timeout');
      gone.abort(new Error('gone'));
      await expect(held).rejects.toThrow('gone');
      await expect(waits).rejects.toThrow('gone');
      expect(requests).toBe(1);
    });

    it('ends a call when its caller disconnects while the connection is being opened, and never sends it', async () => {
      const sockets: Array<{ destroy(): void }> = [];
      const gone = new AbortController();
      const silent = createTcpServer(socket => {
        sockets.push(socket);
        socket.resume();
        gone.abort(new Error('gone'));
      });
      await new Promise<void>(done => silent.listen(0, '127.0.0.1', done));
      ends.push(async () => {
        sockets.forEach(socket => socket.destroy());
        silent.close();
      });
      const client = connect(
        (silent.address() as AddressInfo).port,
        {},
        'https',
      );
      const waits = client.get(path, { ...call(), signal: gone.signal });
      await expect(waits).rejects.toThrow('gone');
      const late = await refusal(
        client.create(path, {}, { ...call('create'), deadlineMs: 100 }),
      );
      expect(late.code).toBe('timeout');
    });
  });

  describe('retries', () => {
    it('a dry run like a read, because a dry run changes nothing', async () => {
      let requests = 0;
      const { port } = await listen((_, response) => {
        requests += 1;
        if (requests === 1) {
          response.destroy();
        } else {
          response.end('{}');
        }
      });
      await connect(port).create(path, {}, { ...call('create'), dryRun: true });
      expect(requests).toBe(2);
    });

    it('a read, with three attempts', async () => {
      let requests = 0;
      const { port } = await listen((_, response) => {
        requests += 1;
        response.destroy();
      });
      const error = await refusal(connect(port).get(path, call()));
      expect(error.code).toBe('cluster-error');
      expect(requests).toBe(3);
    });
  });

  describe('the circuit', () => {
    it('makes calls fail at once while the API server is down, and closes by itself', async () => {
      const { port, stop } = await listen((_, response) => response.end('{}'));
      const client = connect(port, { openMs: 2_000 });
      await client.get(path, call());
      await stop();
      const first = await refusal(client.get(path, call()));
      expect(first).toMatchObject({ code: 'cluster-unreachable', status: 503 });
      expect(client.poolState().circuit).toBe('open');
      const next = await refusal(client.create(path, {}, call('create')));
      expect(next).toMatchObject({
        code: 'cluster-unreachable',
        retryAfterSeconds: 1,
      });
      expect(next.message).toContain('ECONNREFUSED');
      await listen((_, response) => response.end('{}'), port);
      while (client.poolState().circuit === 'open') {
        await new Promise(resolve => setTimeout(resolve, 20));
      }
      expect(client.poolState().circuit).toBe('half-open');
      // No call is rejected while the first call probes.
      await Promise.all(
        Array.from({ length: 20 }, () => client.get(path, call())),
      );
      expect(client.poolState().circuit).toBe('closed');
    });

    it.each([400, 401, 403, 404, 429, 500, 503])(
      'does not open because of responses: %s',
      async status => {
        const { port } = await listen((_, response) =>
          response.writeHead(status).end('{"kind":"Status"}'),
        );
        const client = connect(port, { retryMs: 0 });
        await Promise.all(
          Array.from({ length: 30 }, () => refusal(client.get(path, call()))),
        );
        expect(client.poolState().circuit).toBe('closed');
      },
    );

    it('does not open because of slow or broken responses, which a single user can cause', async () => {
      let requests = 0;
      const { port } = await listen((_, response) => {
        requests += 1;
        if (requests % 2) {
          response.destroy();
        }
      });
      const client = connect(port, { headersMs: 1_000 });
      const created = Array.from({ length: 20 }, () =>
        refusal(client.create(path, {}, call('create'))),
      );
      const codes = (await Promise.all(created)).map(({ code }) => code);
      expect(new Set(codes)).toEqual(new Set(['cluster-error', 'timeout']));
      expect(client.poolState().circuit).toBe('closed');
    });

    it('rejects streams too', async () => {
      const { port, stop } = await listen(() => {});
      await stop();
      const client = connect(port);
      await refusal(client.get(path, call()));
      const error = await refusal(client.watch(path, {}, call()));
      expect(error.code).toBe('cluster-unreachable');
      expect(client.poolState().watches).toBe(0);
    });
  });

  it('makes every call fail after close', async () => {
    const { port, received } = await listen(() => {});
    const client = connect(port);
    const underWay = refusal(client.create(path, {}, call('create')));
    await received;
    await client.close();
    expect((await underWay).code).toBe('cluster-error');
    expect((await refusal(client.get(path, call()))).code).toBe(
      'cluster-unreachable',
    );
  });
});
