import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SkeError } from '@kratix-portal/plugin-ske-common';
import { UserIdentity } from '../../credentials';
import { AccessToken } from '../../credentials/AccessToken';
import { collectionPath, objectPath, podLogPath } from '../ApiPath';
import type { PlatformCall } from '../PlatformCall';
import { PlatformClient } from '../PlatformClient';
import type { PlatformLimits } from '../PlatformLimits';
import type { WatchItem } from './WatchItem';
import type { WatchStream } from './WatchStream';

const location = {
  group: '',
  version: 'v1',
  plural: 'configmaps',
  namespace: 'a',
};
const collection = collectionPath(location);
const log = podLogPath('a', 'pod');

function userUntil(expiresAtMs?: number): UserIdentity {
  const claims = expiresAtMs === undefined ? {} : { exp: expiresAtMs / 1000 };
  const payload = Buffer.from(JSON.stringify(claims)).toString('base64url');
  return new UserIdentity({
    userEntityRef: 'user:default/jane',
    token: AccessToken.parse(`e30.${payload}.c2ln`, new Date(0)),
  });
}

function callOf(verb: 'get' | 'list' | 'watch'): PlatformCall {
  return {
    identity: userUntil(),
    subject: {
      verb,
      cluster: 'kratix-platform',
      target: {
        type: 'kind',
        apiVersion: 'v1',
        kind: 'ConfigMap',
        namespace: 'a',
      },
    },
  };
}

function event(type: string, resourceVersion: string, pad = ''): string {
  const object = { kind: 'ConfigMap', metadata: { resourceVersion }, pad };
  return `${JSON.stringify({ type, object })}\n`;
}

describe('streams', () => {
  const clients: PlatformClient[] = [];
  let answer: (request: IncomingMessage, response: ServerResponse) => void;
  const server = createServer((request, response) => answer(request, response));

  beforeAll(
    () => new Promise<void>(done => server.listen(0, '127.0.0.1', done)),
  );
  afterEach(async () => {
    await Promise.all(clients.splice(0).map(client => client.close()));
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise(done => server.close(done));
  });

  function connect(limits: Partial<PlatformLimits> = {}): PlatformClient {
    const { port } = server.address() as AddressInfo;
    const client = new PlatformClient({
      platform: {
        name: 'kratix-platform',
        url: `http://127.0.0.1:${port}`,
        tls: { skipVerify: false },
        identity: { mode: 'user', oidcTokenProvider: 'oidc' },
      },
      limits,
    });
    clients.push(client);
    return client;
  }

  /** Answers with JSON that goes on, and tells when the client closes the connection. */
  function answerOpen(first = ''): {
    response: Promise<ServerResponse>;
    closed: Promise<void>;
    paths: string[];
  } {
    const paths: string[] = [];
    let tellClosed: () => void;
    let tellResponse: (response: ServerResponse) => void;
    const closed = new Promise<void>(resolve => {
      tellClosed = resolve;
    });
    const response = new Promise<ServerResponse>(resolve => {
      tellResponse = resolve;
    });
    answer = (request, given) => {
      paths.push(request.url ?? '');
      given.writeHead(200, {
        'content-type': 'application/json',
        'audit-id': 'a-1',
      });
      given.flushHeaders();
      given.write(first);
      given.on('close', tellClosed);
      tellResponse(given);
    };
    return { response, closed, paths };
  }

  async function all(watch: WatchStream): Promise<WatchItem[]> {
    const items: WatchItem[] = [];
    for await (const item of watch) {
      items.push(item);
    }
    return items;
  }

  describe('watch', () => {
    it('gives what happens, bookmarks, and last how it ended', async () => {
      const { response, paths } = answerOpen(
        event('ADDED', '1') + event('MODIFIED', '2'),
      );
      const watch = await connect().watch(
        collection,
        { resourceVersion: '0', labelSelector: 'a=b' },
        callOf('watch'),
      );
      const given = await response;
      given.write(event('BOOKMARK', '3'));
      given.end(event('DELETED', '4'));
      expect(watch.auditId).toBe('a-1');
      const items = await all(watch);
      expect(items).toEqual([
        expect.objectContaining({ type: 'ADDED' }),
        {
          type: 'MODIFIED',
          object: {
            kind: 'ConfigMap',
            metadata: { resourceVersion: '2' },
            pad: '',
          },
          json: event('MODIFIED', '2').trim(),
        },
        { type: 'BOOKMARK', resourceVersion: '3' },
        expect.objectContaining({ type: 'DELETED' }),
        { type: 'END', reason: 'cluster-closed' },
      ]);
      expect(paths).toEqual([
        `${collection}?watch=true&allowWatchBookmarks=true&timeoutSeconds=905&resourceVersion=0&labelSelector=a%3Db`,
      ]);
    });

    it('S26: ends when the token does, and closes the connection to the cluster', async () => {
      const { closed, paths } = answerOpen(event('ADDED', '1'));
      const watch = await connect().watch(
        collection,
        {},
        { ...callOf('watch'), identity: userUntil(Date.now() + 400) },
      );
      expect((await all(watch)).at(-1)).toEqual({
        type: 'END',
        reason: 'token-expired',
      });
      await closed;
      expect(paths[0]).toContain('timeoutSeconds=6');
    });

    it('S26: ends when the session does', async () => {
      const session = new AbortController();
      const { closed } = answerOpen();
      const watch = await connect().watch(
        collection,
        {},
        { ...callOf('watch'), sessionSignal: session.signal },
      );
      session.abort();
      expect(await all(watch)).toEqual([
        { type: 'END', reason: 'session-ended' },
      ]);
      await closed;
    });

    it('S26: ends after its time, whatever the token says', async () => {
      const { closed } = answerOpen();
      const watch = await connect({ streamMs: 100 }).watch(
        collection,
        {},
        callOf('watch'),
      );
      expect(await all(watch)).toEqual([{ type: 'END', reason: 'time-limit' }]);
      await closed;
    });

    it('S26: is not opened with a token or a session that is over', async () => {
      answer = () => {
        throw new Error('asked');
      };
      const ended = AbortSignal.abort();
      await expect(
        connect().watch(
          collection,
          {},
          { ...callOf('watch'), identity: userUntil(Date.now() - 1) },
        ),
      ).rejects.toMatchObject({ code: 'session-ended', status: 401 });
      await expect(
        connect().watch(
          collection,
          {},
          { ...callOf('watch'), sessionSignal: ended },
        ),
      ).rejects.toMatchObject({ code: 'session-ended' });
    });

    it.each(['signal', 'close', 'break'])(
      'S26: a reader who goes away (%s) takes the call to the cluster along',
      async how => {
        const gone = new AbortController();
        const { closed } = answerOpen(event('ADDED', '1'));
        const client = connect();
        const watch = await client.watch(
          collection,
          {},
          { ...callOf('watch'), signal: gone.signal },
        );
        expect(client.poolState().watches).toBe(1);
        for await (const item of watch) {
          if (how === 'signal') {
            gone.abort();
          } else if (how === 'close') {
            watch.close();
          } else {
            break;
          }
          if (item.type === 'END') {
            expect(item.reason).toBe('caller-left');
          }
        }
        await closed;
        expect(client.poolState().watches).toBe(0);
      },
    );

    it('S26: 410 is how it ends, whether at once or later', async () => {
      const gone = { kind: 'Status', code: 410, reason: 'Expired' };
      answer = (_, response) => {
        response.writeHead(410).end(JSON.stringify(gone));
      };
      const client = connect();
      const refused = await client.watch(collection, {}, callOf('watch'));
      answerOpen(`${JSON.stringify({ type: 'ERROR', object: gone })}\n`);
      const ended = await client.watch(collection, {}, callOf('watch'));
      for (const watch of [refused, ended]) {
        expect(await all(watch)).toEqual([
          {
            type: 'END',
            reason: 'expired',
            error: expect.objectContaining({ code: 'expired', status: 410 }),
          },
        ]);
      }
    });

    it('a refusal is thrown, as of any call', async () => {
      answer = (_, response) => {
        response
          .writeHead(403)
          .end(JSON.stringify({ kind: 'Status', message: 'no' }));
      };
      const client = connect();
      await expect(
        client.watch(collection, {}, callOf('watch')),
      ).rejects.toMatchObject({ status: 403 });
      expect(client.poolState().watches).toBe(0);
    });

    it('S24: a refusal that never ends is cut off', async () => {
      let timer: NodeJS.Timeout | undefined;
      answer = (_, response) => {
        response.writeHead(500);
        timer = setInterval(() => response.write('x'.repeat(1000)), 1);
        response.on('close', () => clearInterval(timer));
      };
      const client = connect({ answerBytes: 10_000 });
      await expect(
        client.watch(collection, {}, callOf('watch')),
      ).rejects.toMatchObject({ code: 'cluster-error' });
      expect(client.poolState().watches).toBe(0);
    });

    it.each([
      ['what is no event', 'hello\n'],
      ['half an event', '{"type":'],
      [
        'an error of the cluster',
        '{"type":"ERROR","object":{"kind":"Status","code":500}}\n',
      ],
    ])('ends as failed over %s', async (_, body) => {
      answer = (__, response) => {
        response.writeHead(200).end(body);
      };
      const watch = await connect().watch(collection, {}, callOf('watch'));
      expect(await all(watch)).toEqual([
        {
          type: 'END',
          reason: 'failed',
          error: expect.objectContaining({ code: 'cluster-error' }),
        },
      ]);
    });

    it('S26: an idle watch is left alone by the time-outs of calls, and ended by its own', async () => {
      answerOpen();
      const limits = { idleMs: 50, headersMs: 1000, deadlineMs: 100 };
      const patient = await connect({ ...limits, watchIdleMs: 0 }).watch(
        collection,
        {},
        callOf('watch'),
      );
      const items = all(patient);
      const impatient = await connect({ ...limits, watchIdleMs: 500 }).watch(
        collection,
        {},
        callOf('watch'),
      );
      expect(await all(impatient)).toEqual([{ type: 'END', reason: 'idle' }]);
      // By now the other one was idle for as long, and over every limit of a call.
      patient.close();
      expect(await items).toEqual([{ type: 'END', reason: 'caller-left' }]);
    });

    it('S26: keeps so much for a slow reader, then makes the cluster wait, then ends', async () => {
      const { response, closed } = answerOpen();
      const watch = await connect({
        streamBufferBytes: 10_000,
        slowReaderMs: 300,
      }).watch(collection, {}, callOf('watch'));
      const given = await response;
      const flood = setInterval(() => {
        for (let i = 0; i < 50; i += 1) {
          given.write(event('MODIFIED', '1', 'x'.repeat(1000)));
        }
      }, 1);
      await closed;
      clearInterval(flood);
      const items = await all(watch);
      expect(items.at(-1)).toEqual({ type: 'END', reason: 'slow-reader' });
      // The bound, and what one read from the socket may add.
      expect(items.length * 1000).toBeLessThan(10_000 + 2 * 64 * 1024);
    });

    it('S26: a reader who catches up loses nothing', async () => {
      const { response } = answerOpen();
      const watch = await connect({ streamBufferBytes: 10_000 }).watch(
        collection,
        {},
        callOf('watch'),
      );
      const given = await response;
      for (let i = 0; i < 500; i += 1) {
        given.write(event('MODIFIED', `${i}`, 'x'.repeat(1000)));
      }
      given.end();
      await new Promise(resolve => setTimeout(resolve, 100));
      const versions = (await all(watch)).flatMap(item =>
        item.type === 'MODIFIED'
          ? [
              (item.object.metadata as { resourceVersion: string })
                .resourceVersion,
            ]
          : [],
      );
      expect(versions).toEqual(Array.from({ length: 500 }, (_, i) => `${i}`));
    });

    it('watches do not starve calls, and are bounded themselves', async () => {
      answer = (request, response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        if (request.url?.includes('watch=')) {
          response.flushHeaders();
        } else {
          response.end('{}');
        }
      };
      const client = connect({ connections: 1, streams: 20 });
      const watches = await Promise.all(
        Array.from({ length: 20 }, () =>
          client.watch(collection, {}, callOf('watch')),
        ),
      );
      await client.get(objectPath(location, 'b'), callOf('get'));
      await expect(
        client.watch(collection, {}, callOf('watch')),
      ).rejects.toMatchObject({
        code: 'too-many-requests',
        retryAfterSeconds: 5,
      });
      expect(client.poolState()).toMatchObject({ watches: 20, running: 0 });
      watches.forEach(watch => watch.close());
    });
  });

  describe('logs', () => {
    const lines = (response: ServerResponse) => {
      response.writeHead(200, { 'content-type': 'text/plain' });
      response.flushHeaders();
      response.write('one\ntwo\n');
    };

    it('passes them on as they are', async () => {
      const paths: unknown[] = [];
      answer = (request, response) => {
        paths.push(request.url, request.headers.accept);
        lines(response);
        response.end();
      };
      const stream = await connect().logs(
        log,
        { container: 'main', tailLines: 2 },
        callOf('get'),
      );
      expect(stream.contentType).toBe('text/plain');
      expect(await text(stream.body)).toBe('one\ntwo\n');
      expect(await stream.ended).toEqual({ reason: 'cluster-closed' });
      expect(paths).toEqual([
        `${log}?container=main&tailLines=2`,
        'application/json, */*',
      ]);
    });

    it('S26: end with the token, in good order', async () => {
      answer = (_, response) => lines(response);
      const client = connect();
      const stream = await client.logs(
        log,
        { follow: true },
        { ...callOf('get'), identity: userUntil(Date.now() + 300) },
      );
      expect(client.poolState().logs).toBe(1);
      expect(await text(stream.body)).toBe('one\ntwo\n');
      expect(await stream.ended).toEqual({ reason: 'token-expired' });
      expect(client.poolState().logs).toBe(0);
    });

    it('S26: a reader who goes away takes the call along', async () => {
      const closed = new Promise<void>(resolve => {
        answer = (_, response) => {
          lines(response);
          response.on('close', resolve);
        };
      });
      const stream = await connect().logs(log, { follow: true }, callOf('get'));
      stream.body.destroy();
      await closed;
      expect(await stream.ended).toEqual({ reason: 'caller-left' });
    });

    it('say how they failed', async () => {
      answer = (_, response) => {
        lines(response);
        setTimeout(() => response.destroy(), 50);
      };
      const stream = await connect().logs(log, {}, callOf('get'));
      await expect(text(stream.body)).rejects.toMatchObject({
        code: 'cluster-error',
      });
      expect(await stream.ended).toMatchObject({
        reason: 'failed',
        error: { code: 'cluster-error' },
      });
    });

    it('a failure that nobody listens to ends no process', async () => {
      answer = (_, response) => {
        lines(response);
        setTimeout(() => response.destroy(), 50);
      };
      const stream = await connect().logs(log, {}, callOf('get'));
      expect((await stream.ended).reason).toBe('failed');
    });
  });

  describe('a body that is passed through', () => {
    it('comes as it is, with what its headers say', async () => {
      const json = '{ "kind" : "ConfigMap"}\n';
      answer = (_, response) => {
        response
          .writeHead(200, {
            'content-type': 'application/json',
            'content-length': json.length,
            'audit-id': 'a-2',
            warning: '299 - "old"',
            'set-cookie': 'a=b',
          })
          .end(json);
      };
      const { body, ...rest } = await connect().getStream(
        objectPath(location, 'b'),
        callOf('get'),
      );
      expect(await text(body)).toBe(json);
      expect(rest).toEqual({
        contentType: 'application/json',
        contentLength: json.length,
        auditId: 'a-2',
        warnings: ['old'],
      });
      await expect(
        connect().getText(objectPath(location, 'b'), callOf('get')),
      ).resolves.toEqual({ json, auditId: 'a-2', warnings: ['old'] });
    });

    it('a list of 10 MB is never in memory, however slow its reader is', async () => {
      const chunk = Buffer.alloc(64 * 1024, 'x');
      const chunks = 160;
      answer = (_, response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        let sent = 0;
        const send = () => {
          while (sent < chunks) {
            sent += 1;
            if (!response.write(chunk)) {
              response.once('drain', send);
              return;
            }
          }
          response.end();
        };
        send();
      };
      const { body } = await connect().listStream(
        collection,
        { limit: 500 },
        callOf('list'),
      );
      let bytes = 0;
      let most = 0;
      for await (const part of body) {
        bytes += part.length;
        await new Promise(resolve => setTimeout(resolve, 1));
        most = Math.max(most, body.readableLength);
      }
      expect(bytes).toBe(chunks * chunk.length);
      expect(most).toBeGreaterThan(0);
      expect(most).toBeLessThanOrEqual(3 * 64 * 1024);
    });

    it.each([
      [200, 'text/html', '<html>Sign in</html>', 'cluster-error'],
      [200, undefined, '{}', 'cluster-error'],
      [502, 'text/html', '<html>Bad Gateway</html>', 'cluster-error'],
      [
        403,
        'application/json',
        '{"kind":"Status","message":"no"}',
        'policy-denied',
      ],
    ])(
      'S25: %s of type %s is no body to pass on',
      async (status, type, body, code) => {
        answer = (_, response) => {
          response.writeHead(status, type ? { 'content-type': type } : {});
          response.end(body);
        };
        const client = connect();
        for (const call of [
          client.getStream(objectPath(location, 'b'), callOf('get')),
          client.getText(objectPath(location, 'b'), callOf('get')),
        ]) {
          await expect(call).rejects.toMatchObject({ code });
        }
      },
    );

    it('ends at the deadline, also when its reader is the slow one', async () => {
      answer = (_, response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.write(Buffer.alloc(8 * 1024 * 1024, 'x'));
      };
      const client = connect({ deadlineMs: 300 });
      const { body } = await client.getStream(
        objectPath(location, 'b'),
        callOf('get'),
      );
      const error = await new Promise(resolve => body.on('error', resolve));
      expect(SkeError.is(error) && error.code).toBe('timeout');
      expect(client.poolState().running).toBe(0);
    });

    it('is too large: one of our errors', async () => {
      answer = (_, response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(Buffer.alloc(10_000, 'x'));
      };
      const { body } = await connect({ answerBytes: 1000 }).getStream(
        objectPath(location, 'b'),
        callOf('get'),
      );
      await expect(text(body)).rejects.toMatchObject({ code: 'cluster-error' });
    });

    it('a reader who goes away takes the call along', async () => {
      const { closed } = answerOpen('{');
      const client = connect();
      const { body } = await client.getStream(
        objectPath(location, 'b'),
        callOf('get'),
      );
      body.destroy();
      await closed;
      expect(client.poolState().running).toBe(0);
    });
  });
});
