import {
  callOf,
  paths,
  StreamingServer,
  useFakeClock,
  userUntil,
} from './__testUtils__/StreamingServer';
import { all, event } from './__testUtils__/watchItems';

describe('WatchStream', () => {
  const server = StreamingServer.use();

  afterEach(() => {
    jest.useRealTimers();
  });

  it('returns events, bookmarks, and finally the reason of the end', async () => {
    const { response, requested } = server.respondOpen(
      event('ADDED', '1') + event('MODIFIED', '2'),
    );
    const watch = await server
      .connect()
      .watch(
        paths.collection,
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
      { type: 'END', reason: 'cluster-ended' },
    ]);
    expect(requested).toEqual([
      `${paths.collection}?watch=true&allowWatchBookmarks=true&timeoutSeconds=905&resourceVersion=0&labelSelector=a%3Db`,
    ]);
  });

  it('S26: ends when the token expires, and closes the connection to the cluster', async () => {
    useFakeClock();
    const { closed, requested } = server.respondOpen(event('ADDED', '1'));
    const watch = await server
      .connect()
      .watch(
        paths.collection,
        {},
        { ...callOf('watch'), identity: userUntil(Date.now() + 1_900) },
      );
    jest.advanceTimersByTime(1_900);
    expect((await all(watch)).at(-1)).toEqual({
      type: 'END',
      reason: 'token-expired',
    });
    await closed;
    expect(requested[0]).toContain('timeoutSeconds=7');
  });

  it('S26: ends when the session ends', async () => {
    const session = new AbortController();
    const { closed } = server.respondOpen();
    const watch = await server
      .connect()
      .watch(
        paths.collection,
        {},
        { ...callOf('watch'), sessionSignal: session.signal },
      );
    session.abort();
    expect(await all(watch)).toEqual([
      { type: 'END', reason: 'session-ended' },
    ]);
    await closed;
  });

  it('S26: ends at its time limit when the token is valid for longer', async () => {
    useFakeClock();
    const { closed } = server.respondOpen();
    const watch = await server
      .connect({ streamMs: 100_000 })
      .watch(paths.collection, {}, callOf('watch'));
    jest.advanceTimersByTime(100_000);
    expect(await all(watch)).toEqual([{ type: 'END', reason: 'time-limit' }]);
    await closed;
  });

  it('S26: does not open a watch if the token or the session has ended', async () => {
    server.respond = () => {
      throw new Error('a request was sent');
    };
    const ended = AbortSignal.abort();
    await expect(
      server
        .connect()
        .watch(
          paths.collection,
          {},
          { ...callOf('watch'), identity: userUntil(Date.now() - 1) },
        ),
    ).rejects.toMatchObject({ code: 'session-ended', status: 401 });
    await expect(
      server
        .connect()
        .watch(
          paths.collection,
          {},
          { ...callOf('watch'), sessionSignal: ended },
        ),
    ).rejects.toMatchObject({ code: 'session-ended' });
  });

  it.each(['signal', 'close', 'break'])(
    'S26: closes the connection to the cluster when the reader stops reading (%s)',
    async how => {
      const gone = new AbortController();
      const { closed } = server.respondOpen(event('ADDED', '1'));
      const client = server.connect();
      const watch = await client.watch(
        paths.collection,
        {},
        { ...callOf('watch'), signal: gone.signal },
      );
      expect(client.poolState().watches).toBe(1);
      const seen: string[] = [];
      for await (const item of watch) {
        if (how === 'signal') {
          gone.abort();
        } else if (how === 'close') {
          watch.close();
        } else {
          break;
        }
        seen.push(item.type === 'END' ? item.reason : item.type);
      }
      expect(seen).toEqual(how === 'break' ? [] : ['ADDED', 'caller-left']);
      await closed;
      expect(client.poolState().watches).toBe(0);
    },
  );

  it('S26: ends as expired after a 410, at once or later', async () => {
    const gone = { kind: 'Status', code: 410, reason: 'Expired' };
    server.respond = (_, response) => {
      response.writeHead(410).end(JSON.stringify(gone));
    };
    const client = server.connect();
    const refused = await client.watch(paths.collection, {}, callOf('watch'));
    server.respondOpen(`${JSON.stringify({ type: 'ERROR', object: gone })}\n`);
    const ended = await client.watch(paths.collection, {}, callOf('watch'));
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

  it('ignores events of an unknown type', async () => {
    const { response } = server.respondOpen();
    const watch = await server
      .connect()
      .watch(paths.collection, {}, callOf('watch'));
    (await response).end(
      `${event('SYNCED', '1')}{"type":"HEARTBEAT"}\n${event('ADDED', '2')}`,
    );
    expect(await all(watch)).toEqual([
      expect.objectContaining({ type: 'ADDED' }),
      { type: 'END', reason: 'cluster-ended' },
    ]);
  });

  it('S26: ends as expired when a bookmark has an older resourceVersion than the watch', async () => {
    const { response } = server.respondOpen();
    const watch = await server
      .connect()
      .watch(paths.collection, { resourceVersion: '100' }, callOf('watch'));
    (await response).write(event('BOOKMARK', '101') + event('BOOKMARK', '99'));
    expect(await all(watch)).toEqual([
      { type: 'BOOKMARK', resourceVersion: '101' },
      {
        type: 'END',
        reason: 'expired',
        error: expect.objectContaining({ code: 'expired' }),
      },
    ]);
  });

  it.each([
    ['99', 'expired'],
    ['100', 'cluster-ended'],
    ['9223372036854775807', 'cluster-ended'],
    [undefined, 'cluster-ended'],
  ])(
    'S26: when resumed from resourceVersion 100 of a cluster at %s, it ends as %s',
    async (current, reason) => {
      const requested: string[] = [];
      server.respond = (request, response) => {
        requested.push(request.url ?? '');
        if (request.url?.includes('watch=true')) {
          response.writeHead(200).end();
        } else if (current === undefined) {
          response.writeHead(403).end('{"kind":"Status"}');
        } else {
          const metadata = { resourceVersion: current };
          response.end(
            JSON.stringify({ kind: 'ConfigMapList', metadata, items: [] }),
          );
        }
      };
      const watch = await server
        .connect()
        .watch(
          paths.collection,
          { resourceVersion: '100', labelSelector: 'a=b' },
          { ...callOf('watch'), isResumed: true },
        );
      const [end] = await all(watch);
      expect(end).toMatchObject({ type: 'END', reason });
      expect(requested[0]).toBe(
        `${paths.collection}?labelSelector=a%3Db&limit=1`,
      );
    },
  );

  it('S26: ends when the token expires while the API server holds back its headers', async () => {
    useFakeClock();
    const client = server.connect();
    server.respond = () => jest.advanceTimersByTime(1_900);
    const watch = await client.watch(
      paths.collection,
      {},
      { ...callOf('watch'), identity: userUntil(Date.now() + 1_900) },
    );
    expect(await all(watch)).toEqual([
      { type: 'END', reason: 'token-expired' },
    ]);
    expect(client.poolState().watches).toBe(0);
  });

  it('throws when the API server rejects it', async () => {
    server.respond = (_, response) => {
      response
        .writeHead(403)
        .end(JSON.stringify({ kind: 'Status', message: 'no' }));
    };
    const client = server.connect();
    await expect(
      client.watch(paths.collection, {}, callOf('watch')),
    ).rejects.toMatchObject({ status: 403 });
    expect(client.poolState().watches).toBe(0);
  });

  it('S24: closes the connection of a refusal whose body never ends', async () => {
    let timer: NodeJS.Timeout | undefined;
    server.respond = (_, response) => {
      response.writeHead(500);
      timer = setInterval(() => response.write('x'.repeat(1000)), 1);
      response.on('close', () => clearInterval(timer));
    };
    const client = server.connect({ responseBytes: 10_000 });
    await expect(
      client.watch(paths.collection, {}, callOf('watch')),
    ).rejects.toMatchObject({ code: 'cluster-error' });
    expect(client.poolState().watches).toBe(0);
  });

  it.each([
    ['text that is not an event', 'hello\n'],
    ['half an event', '{"type":'],
    [
      'an error of the cluster',
      '{"type":"ERROR","object":{"kind":"Status","code":500}}\n',
    ],
  ])('ends as failed after %s', async (_, body) => {
    server.respond = (__, response) => {
      response.writeHead(200).end(body);
    };
    const watch = await server
      .connect()
      .watch(paths.collection, {}, callOf('watch'));
    expect(await all(watch)).toEqual([
      {
        type: 'END',
        reason: 'failed',
        error: expect.objectContaining({ code: 'cluster-error' }),
      },
    ]);
  });
});
