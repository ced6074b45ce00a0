import { SkeError } from '@kratix-portal/plugin-ske-common';
import { CollectionReader } from '@kratix-portal/plugin-ske-node';
import { eventually } from '../__testUtils__/eventually';
import {
  body,
  FakeApiServer,
  hangUp,
  silence,
  status,
  type Fault,
} from '../__testUtils__/FakeApiServer';
import { CollectionWatcher } from './CollectionWatcher';

const PATH = '/apis/example.com/v1/things';
const THINGS = {
  kind: 'Thing',
  location: { group: 'example.com', version: 'v1', plural: 'things' },
};
// A read over a connection that breaks is repeated at once.
const ATTEMPTS = 3;
const thing = (name: string, more: object = {}) => ({
  metadata: { name, ...more },
});

describe('CollectionWatcher, against a server that misbehaves', () => {
  let server: FakeApiServer;
  let reader: CollectionReader;
  let end: AbortController;
  let done: Promise<void>;
  /** What a listener holds. */
  let known: Map<string, unknown>;
  let lists: number;
  let problems: string[];
  let recoveries: number;
  /** Every number of objects that was ever known after the first list. */
  let sizes: number[];

  const names = () => [...known.keys()].sort();
  const knows = (...expected: string[]) =>
    eventually(`${expected} to be known`, () =>
      `${names()}` === `${[...expected].sort()}` ? true : undefined,
    );

  function watch(pageSize = 2) {
    const watcher = new CollectionWatcher<{ name: string; object: unknown }>({
      reader,
      collection: { ...THINGS, pageSize },
      backoff: { firstMs: 5, longestMs: 40 },
      listener: {
        read: object => ({
          name: (object as { metadata: { name: string } }).metadata.name,
          object,
        }),
        onListed: objects => {
          lists += 1;
          known = new Map(objects.map(each => [each.name, each.object]));
          sizes.push(known.size);
        },
        onChanged: ({ name, object }) => known.set(name, object),
        onDeleted: ({ name }) => {
          known.delete(name);
          sizes.push(known.size);
        },
        onProblem: error =>
          problems.push(SkeError.is(error) ? error.code : String(error)),
        onRecovered: () => {
          recoveries += 1;
        },
      },
    });
    done = watcher.run(end.signal);
    return watcher;
  }

  beforeEach(async () => {
    server = await FakeApiServer.start();
    server.serve(PATH);
    reader = new CollectionReader({
      platform: server.platform,
      userAgent: 'a test',
      limits: {
        headersMs: 400,
        idleMs: 400,
        watchIdleMs: 600,
        answerBytes: 200_000,
        eventBytes: 200_000,
      },
    });
    end = new AbortController();
    known = new Map();
    lists = 0;
    problems = [];
    recoveries = 0;
    sizes = [];
  });

  afterEach(async () => {
    end.abort();
    await done;
    await reader.close();
    await server.stop();
  });

  it('lists page by page, then follows what happens', async () => {
    ['a', 'b', 'c', 'd', 'e'].forEach(name => server.put(PATH, thing(name)));
    watch();
    await knows('a', 'b', 'c', 'd', 'e');
    await eventually('the watch', () => server.openWatches || undefined);
    server.put(PATH, thing('f'));
    server.delete(PATH, 'a');
    await knows('b', 'c', 'd', 'e', 'f');
    expect(server.count('list')).toBe(3);
    expect(lists).toBe(1);
    expect(server.requests[0]).toBe(`list ${PATH}?limit=2`);
    expect(server.requests[1]).toContain('continue=2');
    expect(problems).toEqual([]);
  });

  it('takes an empty collection for empty, and what comes then', async () => {
    watch();
    await eventually('the watch', () => server.openWatches || undefined);
    server.put(PATH, thing('a'));
    await knows('a');
    expect(sizes).toEqual([0]);
  });

  it.each<[string, Fault, string, number?]>([
    ['401', status(401, 'Unauthorized'), 'identity-rejected'],
    [
      '403',
      status(
        403,
        'things is forbidden: User "catalog" cannot list resource "things" in API group "example.com" at the cluster scope',
      ),
      'forbidden',
    ],
    ['404', status(404, 'not found'), 'kind-not-served'],
    ['429', status(429, 'initializing'), 'too-many-requests'],
    ['500', status(500, 'internal'), 'cluster-error'],
    ['503', status(503, 'unavailable'), 'cluster-error'],
    [
      'a 200 that is a page of a proxy',
      body('<html>', { type: 'text/html' }),
      'cluster-error',
    ],
    [
      'a 200 that is another object',
      body('{"kind":"Status"}'),
      'cluster-error',
    ],
    ['a 200 that is an empty object', body('{}'), 'cluster-error'],
    [
      'a list without a resourceVersion',
      body('{"kind":"ThingList","metadata":{},"items":[]}'),
      'cluster-error',
    ],
    [
      'half of a list',
      body('{"kind":"ThingList","metadata":{"resourceVersion":"1"},"items":[', {
        cut: true,
      }),
      'cluster-error',
      ATTEMPTS,
    ],
    ['a connection that breaks', hangUp, 'cluster-error', ATTEMPTS],
    ['silence', silence, 'timeout'],
    ['an answer that is too large', body('x'.repeat(300_000)), 'cluster-error'],
  ])(
    'W19: a list that fails by %s never counts as empty, and is tried again',
    async (_, fault, code, attempts = 1) => {
      server.put(PATH, thing('a'));
      const watcher = watch();
      await knows('a');
      await eventually('the watch', () => server.openWatches || undefined);
      watcher.forget();
      for (let i = 0; i < 2 * attempts; i += 1) {
        server.fail('list', fault);
      }
      server.endWatches();
      await eventually('two failures', () => problems.length >= 2 || undefined);
      await eventually('the next list', () => lists === 2 || undefined);
      expect(problems).toEqual([code, code]);
      expect(recoveries).toBe(1);
      expect(sizes).toEqual([1, 1]);
    },
  );

  it('W19: a list that fails on its last page counts for nothing', async () => {
    ['a', 'b', 'c'].forEach(name => server.put(PATH, thing(name)));
    server.fail('list', () => 'pass');
    server.fail('list', status(500, 'internal'));
    watch();
    await knows('a', 'b', 'c');
    expect(sizes).toEqual([3]);
  });

  it('lists anew after 410, in the answer and in an event, and finds what it missed', async () => {
    server.put(PATH, thing('a'));
    watch();
    await knows('a');
    await eventually('the watch', () => server.openWatches || undefined);
    server.fail('watch', status(410, 'too old'));
    server.endWatches();
    await eventually('the second list', () => lists === 2 || undefined);
    await eventually('the watch', () => server.openWatches || undefined);
    server.say(
      '{"type":"ERROR","object":{"kind":"Status","code":410,"message":"expired"}}\n',
    );
    server.put(PATH, thing('b'));
    server.delete(PATH, 'a');
    await knows('b');
    expect(problems).toEqual([]);
  });

  it('goes on from a bookmark, so that a quiet collection is not listed anew', async () => {
    server.put(PATH, thing('a'));
    watch();
    await knows('a');
    await eventually('the watch', () => server.openWatches || undefined);
    server.bookmark();
    server.forget();
    await eventually('the bookmark to be read', async () => {
      server.endWatches();
      return server.count('watch') > 1 || undefined;
    });
    server.put(PATH, thing('b'));
    await knows('a', 'b');
    expect(lists).toBe(1);
  });

  it.each<[string, (fake: FakeApiServer) => void]>([
    ['ended in good order', fake => fake.endWatches()],
    ['cut', fake => fake.cut()],
    [
      'cut in the middle of an event',
      fake => {
        fake.say('{"type":"ADDED","object":{"metadata":{"name":"half');
        fake.cut();
      },
    ],
    ['given garbage', fake => fake.say('garbage\n')],
    [
      'given an event without an object',
      fake => fake.say('{"type":"ADDED"}\n'),
    ],
    [
      'given an event of an unknown type',
      fake => fake.say('{"type":"EXPLODED","object":{}}\n'),
    ],
    [
      'given an error that is not 410',
      fake =>
        fake.say('{"type":"ERROR","object":{"code":500,"message":"x"}}\n'),
    ],
    ['given a line that never ends', fake => fake.say('x'.repeat(300_000))],
    ['left silent', () => undefined],
  ])('a watch that is %s loses nothing', async (_, fault) => {
    server.put(PATH, thing('a'));
    watch();
    await knows('a');
    await eventually('the watch', () => server.openWatches || undefined);
    const before = server.count('watch');
    fault(server);
    await eventually('the next watch', () =>
      server.count('watch') > before ? true : undefined,
    );
    server.put(PATH, thing('b'));
    server.delete(PATH, 'a');
    await knows('b');
    expect(sizes.every(size => size > 0)).toBe(true);
  });

  it('waits longer from failure to failure, and as long as it is asked to', async () => {
    server.fail('list', status(429, 'later', { 'retry-after': '1' }));
    const startedAt = Date.now();
    watch();
    await eventually('the watch', () => server.openWatches || undefined);
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(990);
    expect(problems).toEqual(['too-many-requests']);
  });

  it('lists anew where a watch goes wrong again and again: after a restore its resourceVersion is of another time', async () => {
    server.put(PATH, thing('a'));
    watch();
    await knows('a');
    await eventually('the watch', () => server.openWatches || undefined);
    for (let i = 0; i < 5; i += 1) {
      server.fail('watch', status(504, 'Too large resource version'));
    }
    server.endWatches();
    await eventually('the second list', () => lists === 2 || undefined);
    expect(problems).toHaveLength(5);
  });

  it('does not hammer a server that ends each watch at once', async () => {
    for (let i = 0; i < 3; i += 1) {
      server.fail('watch', body(''));
    }
    watch();
    await eventually('the watch', () => server.openWatches || undefined);
    expect(server.count('watch')).toBe(4);
    // Each such end was followed by a pause, which grows; it is no problem that people should read of.
    expect(problems).toEqual([]);
  });

  it('ends at once, leaves no connection, and goes on from where it was', async () => {
    server.put(PATH, thing('a'));
    const watcher = watch();
    await knows('a');
    await eventually('the watch', () => server.openWatches || undefined);
    end.abort();
    await done;
    await eventually('the watch to be closed', () =>
      server.openWatches === 0 ? true : undefined,
    );
    server.put(PATH, thing('b'));
    end = new AbortController();
    done = watcher.run(end.signal);
    await knows('a', 'b');
    expect(lists).toBe(1);
  });

  it('S24: trusts no other certificate, and sends its own token only', async () => {
    let authorization: string | undefined;
    server.fail('list', request => {
      ({ authorization } = request.headers);
      return 'pass';
    });
    watch();
    await eventually('a request', () => authorization);
    expect(authorization).toBe('Bearer of-the-test');

    const stranger = new CollectionReader({
      platform: { ...server.platform, tls: { skipVerify: false } },
      userAgent: 'a test',
    });
    const before = server.requests.length;
    const read = stranger.list({ ...THINGS, pageSize: 1 }, end.signal);
    await expect(read.next()).rejects.toThrow(/DEPTH_ZERO_SELF_SIGNED_CERT/);
    expect(server.requests).toHaveLength(before);
    await stranger.close();
  });
});
