import {
  callOf,
  paths,
  StreamingServer,
  useFakeClock,
} from './__testUtils__/StreamingServer';
import { all, event } from './__testUtils__/watchItems';

describe('WatchStream', () => {
  const server = StreamingServer.use();

  afterEach(() => jest.useRealTimers());

  it('S26: an idle watch ends at the idle time-out of watches, and not at the time-outs of calls', async () => {
    useFakeClock();
    server.respondOpen();
    const limits = { idleMs: 50, deadlineMs: 2_000 };
    const patient = await server
      .connect({ ...limits, watchIdleMs: 0 })
      .watch(paths.collection, {}, callOf('watch'));
    const items = all(patient);
    const impatient = await server
      .connect({ ...limits, watchIdleMs: 2_500 })
      .watch(paths.collection, {}, callOf('watch'));
    // Longer than every limit. The clock of undici has steps of half a second.
    jest.advanceTimersByTime(5_000);
    expect(await all(impatient)).toEqual([{ type: 'END', reason: 'idle' }]);
    // The other watch has now been idle for the same time, which is longer than every time limit of a call.
    patient.close();
    expect(await items).toEqual([{ type: 'END', reason: 'caller-left' }]);
  });

  it.each([
    ['of the client', 10_000, undefined],
    ['of the call', 1_000_000, 10_000],
  ])(
    'S26: buffers for a slow reader up to the limit %s, then makes the cluster wait, then ends',
    async (_, streamBufferBytes, bufferBytes) => {
      const { response, closed } = server.respondOpen();
      const watch = await server
        .connect({ streamBufferBytes, slowReaderMs: 300 })
        .watch(paths.collection, {}, { ...callOf('watch'), bufferBytes });
      const given = await response;
      const flood = setInterval(() => {
        for (let i = 0; i < 50; i += 1) {
          given.write(event('MODIFIED', '1', 'x'.repeat(1000)));
        }
      }, 1);
      await closed;
      clearInterval(flood);
      const items = await all(watch);
      expect(items.at(-1)).toEqual({ type: 'END', reason: 'slow-client' });
      // The limit, plus what one read from the socket may add.
      expect(items.length * 1000).toBeLessThan(10_000 + 2 * 64 * 1024);
    },
  );

  it('S26: loses no event if the reader catches up', async () => {
    const { response } = server.respondOpen();
    const watch = await server
      .connect({ streamBufferBytes: 10_000 })
      .watch(paths.collection, {}, callOf('watch'));
    const given = await response;
    for (let i = 0; i < 500; i += 1) {
      given.write(event('MODIFIED', `${i}`, 'x'.repeat(1000)));
    }
    given.end();
    // The number of turns of the event loop. Unless the machine is busy, more data arrives in them than the buffer holds.
    for (let turn = 0; turn < 100; turn += 1) {
      await new Promise(resolve => setImmediate(resolve));
    }
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

  it('limits the number of watches, which do not use the connections of calls', async () => {
    server.respond = (request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      if (request.url?.includes('watch=')) {
        response.flushHeaders();
      } else {
        response.end('{}');
      }
    };
    const client = server.connect({ connections: 1, streams: 20 });
    const watches = await Promise.all(
      Array.from({ length: 20 }, () =>
        client.watch(paths.collection, {}, callOf('watch')),
      ),
    );
    await client.get(paths.object, callOf('get'));
    await expect(
      client.watch(paths.collection, {}, callOf('watch')),
    ).rejects.toMatchObject({
      code: 'too-many-requests',
      retryAfterSeconds: 5,
    });
    expect(client.poolState()).toMatchObject({ watches: 20, running: 0 });
    watches.forEach(watch => watch.close());
  });
});
