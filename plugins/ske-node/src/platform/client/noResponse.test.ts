import type { ServerResponse } from 'node:http';
import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import {
  identity,
  listen,
  path,
  refusal,
  status,
  subject,
  usePlatformClients,
} from './__testUtils__/platformClients';

describe('PlatformClient without a response of the API server', () => {
  const clients = usePlatformClients();

  describe('429', () => {
    const busy = status('TooManyRequests', 'storage is (re)initializing');

    it('retries a read until the API server accepts it', async () => {
      clients.apiServer.put(path, { kind: 'ConfigMap' });
      clients.apiServer.intercept = (_, response) => {
        if (clients.apiServer.requests.length < 3) {
          response.writeHead(429, { 'retry-after': '0' });
          response.end(JSON.stringify(busy));
          return true;
        }
        return false;
      };
      await clients.connect().get(path, { identity, subject: subject() });
      expect(clients.apiServer.requests).toHaveLength(3);
    });

    it('gives up when the wait is too long, and reports when to retry', async () => {
      clients.respondWith(429, busy, { 'retry-after': '7' });
      const error = await refusal(
        clients.connect(clients.apiServer.url, { retryMs: 1000 }).get(path, {
          identity,
          subject: subject(),
        }),
      );
      expect(error).toMatchObject({
        code: 'too-many-requests',
        status: 429,
        retryAfterSeconds: 7,
      });
      expect(clients.apiServer.requests).toHaveLength(1);
    });

    it.each([
      ['-5', undefined, 1],
      ['soon', -5, 1],
      ['2.4', undefined, 3],
      [undefined, 1e300, 3_600],
    ])(
      'reports whole seconds: Retry-After %s and retryAfterSeconds %s become %s',
      async (header, inBody, wait) => {
        clients.respondWith(
          429,
          { ...busy, details: { retryAfterSeconds: inBody } },
          header === undefined ? {} : { 'retry-after': header },
        );
        const call = { identity, subject: subject('create') };
        const error = await refusal(clients.connect().create(path, {}, call));
        expect(error.retryAfterSeconds).toBe(wait);
        expect(error.hint).toContain(`in ${wait} s`);
      },
    );

    it('never retries a write', async () => {
      clients.respondWith(429, busy, { 'retry-after': '0' });
      const client = clients.connect();
      const call = { identity, subject: subject('create') };
      await refusal(client.create(path, {}, call));
      await refusal(client.mergePatch(path, {}, call));
      await refusal(client.delete(path, {}, call));
      expect(clients.apiServer.requests).toHaveLength(3);
    });

    it('stops waiting when the caller disconnects', async () => {
      const gone = new AbortController();
      clients.apiServer.intercept = (_, response) => {
        response.on('finish', () => gone.abort(new Error('gone')));
        response.writeHead(429, { 'retry-after': '9' });
        response.end(JSON.stringify(busy));
        return true;
      };
      const call = clients.connect().get(path, {
        identity,
        subject: subject(),
        signal: gone.signal,
      });
      await expect(call).rejects.toThrow('gone');
    });
  });

  describe('S24: time-outs and broken connections', () => {
    const quick = { headersMs: 200, idleMs: 200, deadlineMs: 600 };

    it('returns a 503 for a closed port', async () => {
      const probe = await listen(() => {});
      await probe.stop();
      const error = await refusal(
        clients.connect(probe.url).get(path, { identity, subject: subject() }),
      );
      expect(error.code).toBe('cluster-unreachable');
      expect(error.status).toBe(503);
    });

    it('returns a 503 that does not blame the cluster when the backend stops', async () => {
      const client = clients.connect();
      await client.close();
      const error = await refusal(
        client.create(path, {}, { identity, subject: subject('create') }),
      );
      expect(error.status).toBe(503);
      expect(error.message).toContain('The portal is being stopped');
      expect(clients.apiServer.requests).toEqual([]);
    });

    it('returns a 503 for a host name that does not exist', async () => {
      const error = await refusal(
        clients.connect('https://cluster.invalid').get(path, {
          identity,
          subject: subject(),
        }),
      );
      expect(error.code).toBe('cluster-unreachable');
    });

    it('returns a 503 if the server does not speak TLS', async () => {
      const url = clients.apiServer.url.replace('http:', 'https:');
      const error = await refusal(
        clients.connect(url).get(path, { identity, subject: subject() }),
      );
      expect(error.code).toBe('cluster-untrusted');
      expect(clients.apiServer.requests).toEqual([]);
    });

    it('returns a 504 if the headers do not arrive in time, and reports that the outcome of a write is unknown', async () => {
      clients.apiServer.intercept = () => true;
      const client = clients.connect(clients.apiServer.url, quick);
      const read = await refusal(
        client.get(path, { identity, subject: subject() }),
      );
      expect(read).toMatchObject({ code: 'timeout', status: 504 });
      const write = await refusal(
        client.create(path, {}, { identity, subject: subject('create') }),
      );
      expect(write.hint).toMatch(
        /not known whether .*: look at the object before/,
      );
    });

    it('returns a 504 for a body that stops', async () => {
      clients.apiServer.intercept = (_, response) => {
        response.writeHead(200);
        response.write('{');
        return true;
      };
      const error = await refusal(
        clients.connect(clients.apiServer.url, quick).get(path, {
          identity,
          subject: subject(),
        }),
      );
      expect(error.code).toBe('timeout');
    });

    it('returns a 504 for a body that arrives slowly and never ends', async () => {
      let timer: NodeJS.Timeout | undefined;
      clients.apiServer.intercept = (_, response) => {
        response.writeHead(200);
        timer = setInterval(() => response.write(' '), 20);
        return true;
      };
      const error = await refusal(
        clients.connect(clients.apiServer.url, quick).get(path, {
          identity,
          subject: subject(),
        }),
      );
      clearInterval(timer);
      expect(error.code).toBe('timeout');
    });

    it('returns a 502 for a connection that breaks in the middle of the body', async () => {
      clients.apiServer.intercept = (_, response) => {
        response.writeHead(200, { 'content-length': '100' });
        response.write('{');
        response.socket?.end();
        return true;
      };
      const error = await refusal(
        clients.connect().get(path, { identity, subject: subject() }),
      );
      expect(error.code).toBe('cluster-error');
      expect(error.message).toMatch(/before the response was complete/);
    });

    it('returns a 502 for a server that does not speak HTTP', async () => {
      const server = createTcpServer(socket => {
        socket.on('error', () => socket.destroy());
        socket.end('220 mail.example.com ESMTP\r\n');
      });
      await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
      const { port } = server.address() as AddressInfo;
      const error = await refusal(
        clients.connect(`http://127.0.0.1:${port}`).get(path, {
          identity,
          subject: subject(),
        }),
      );
      server.close();
      expect(error.code).toBe('cluster-error');
    });

    it('returns a 502 for a response over the size limit', async () => {
      clients.respondWith(200, { data: 'x'.repeat(10_000) });
      const error = await refusal(
        clients
          .connect(clients.apiServer.url, { responseBytes: 1000 })
          .get(path, {
            identity,
            subject: subject(),
          }),
      );
      expect(error.code).toBe('cluster-error');
      expect(error.message).toMatch(/larger than/);
    });

    it('closes the connection to the cluster when the caller disconnects', async () => {
      const gone = new AbortController();
      const closed = new Promise<void>(resolve => {
        clients.apiServer.intercept = (_, response) => {
          response.on('close', resolve);
          gone.abort(new Error('gone'));
          return true;
        };
      });
      await expect(
        clients.connect().get(path, {
          identity,
          subject: subject(),
          signal: gone.signal,
        }),
      ).rejects.toThrow('gone');
      await closed;
    });
  });

  it('uses a limited number of connections for all users together', async () => {
    const held: ServerResponse[] = [];
    let most = 0;
    const probe = await listen((_, response) => {
      held.push(response);
      most = Math.max(most, held.length);
      // There are ten times as many calls as connections, so all connections are busy each time.
      if (held.length >= 4) {
        held.splice(0).forEach(each => each.end('{}'));
      }
    });
    const client = clients.connect(probe.url, { connections: 4 });
    await Promise.all(
      Array.from({ length: 40 }, () =>
        client.get(path, { identity, subject: subject() }),
      ),
    );
    await probe.stop();
    expect(most).toBe(4);
  });
});
