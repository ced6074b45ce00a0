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
import { FakeClock } from '../__testUtils__/FakeClock';
import { CollectionWatcher } from './CollectionWatcher';

const PATH = '/apis/example.com/v1/things';
const THINGS = {
  kind: 'Thing',
  location: { group: 'example.com', version: 'v1', plural: 'things' },
};
// CollectionReader retries a read immediately when the connection breaks.
const ATTEMPTS = 3;
/** A request fails only after its retries, so there are two failures. */
const TWO_FAILURES = 2 * ATTEMPTS;
const thing = (name: string, more: object = {}) => ({
  metadata: { name, ...more },
});

/** Long enough for a busy machine, so that only a server that is silent on purpose causes a time-out. */
const PATIENT = { headersMs: 30_000, idleMs: 30_000, watchIdleMs: 60_000 };
/** For tests of silence. */
const IMPATIENT = { headersMs: 1_000, idleMs: 1_000, watchIdleMs: 1_000 };
/** Longer than a watch that counts as a failure. */
const LONG_MS = 60_000;

jest.setTimeout(240_000);

describe('CollectionWatcher with a faulty server', () => {
  let server: FakeApiServer;
  let clock: FakeClock;
  let reader: CollectionReader;
  let end: AbortController;
  let done: Promise<void>;
  /** The objects of the listener. */
  let known: Map<string, unknown>;
  let lists: number;
  let problems: string[];
  let recoveries: number;
  /** The number of known objects after each list and deletion. */
  let sizes: number[];

  const names = () => [...known.keys()].sort();
  const knows = (...expected: string[]) =>
    eventually(`the objects ${expected}`, () =>
      `${names()}` === `${[...expected].sort()}` ? true : undefined,
    );

  const connect = (limits: typeof PATIENT) =>
    new CollectionReader({
      platform: server.platform,
      userAgent: 'a test',
      limits: { ...limits, responseBytes: 200_000, eventBytes: 200_000 },
    });

  function watch(pageSize = 2) {
    const watcher = new CollectionWatcher<{ name: string; object: unknown }>({
      reader,
      collection: { ...THINGS, pageSize },
      backoff: { firstMs: 5, longestMs: 40 },
      clock,
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
    clock = new FakeClock();
    reader = connect(PATIENT);
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

  it('lists page by page, then watches', async () => {
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

  it('lists a collection whose large objects do not fit into one page', async () => {
    const all = Array.from({ length: 450 }, (_, i) => `${i}`);
    all.forEach(name =>
      server.put(PATH, thing(name, { pad: 'x'.repeat(1_600) })),
    );
    watch(500);
    await knows(...all);
    expect(problems).toEqual([]);
    expect(lists).toBe(1);
  });

  it('lists an empty collection, then watches it', async () => {
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
      'a 200 with an HTML page of a proxy',
      body('<html>', { type: 'text/html' }),
      'cluster-error',
    ],
    ['a 200 with another object', body('{"kind":"Status"}'), 'cluster-error'],
    ['a 200 with an empty object', body('{}'), 'cluster-error'],
    [
      'a list without a resourceVersion',
      body('{"kind":"ThingList","metadata":{},"items":[]}'),
      'cluster-error',
    ],
    [
      'an incomplete list',
      body('{"kind":"ThingList","metadata":{"resourceVersion":"1"},"items":[', {
        cut: true,
      }),
      'cluster-error',
      TWO_FAILURES,
    ],
    ['a connection that breaks', hangUp, 'cluster-error', TWO_FAILURES],
    ['silence', silence, 'timeout'],
    // The page of two objects is retried with one object, and then only pages of one object are requested.
    [
      'an answer that is too large',
      body('x'.repeat(300_000)),
      'cluster-error',
      3,
    ],
  ])(
    'W19: retries a list that fails with %s, and never treats it as empty',
    async (_, fault, code, faults = 2) => {
      if (fault === silence) {
        await reader.close();
        reader = connect(IMPATIENT);
      }
      server.put(PATH, thing('a'));
      const watcher = watch();
      await knows('a');
      await eventually('the watch', () => server.openWatches || undefined);
      watcher.forget();
      for (let i = 0; i < faults; i += 1) {
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

  it('W19: discards a list that fails on its last page', async () => {
    ['a', 'b', 'c'].forEach(name => server.put(PATH, thing(name)));
    server.fail('list', () => 'pass');
    server.fail('list', status(500, 'internal'));
    watch();
    await knows('a', 'b', 'c');
    expect(sizes).toEqual([3]);
  });

  it('relists after 410, in the response and in an event, and finds the changes that it missed', async () => {
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

  it('continues from a bookmark, so that a collection without changes is not relisted', async () => {
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
    ['ended properly', fake => fake.endWatches()],
    ['cut off', fake => fake.cut()],
    [
      'cut off in the middle of an event',
      fake => {
        fake.say('{"type":"ADDED","object":{"metadata":{"name":"half');
        fake.cut();
      },
    ],
    ['followed by garbage', fake => fake.say('garbage\n')],
    [
      'followed by an event without an object',
      fake => fake.say('{"type":"ADDED"}\n'),
    ],
    [
      'followed by an error other than 410',
      fake =>
        fake.say('{"type":"ERROR","object":{"code":500,"message":"x"}}\n'),
    ],
    [
      'followed by a line without an end',
      fake => fake.say('x'.repeat(300_000)),
    ],
    ['followed by silence', () => undefined],
  ])('loses no change when a watch is %s', async (what, fault) => {
    if (what === 'followed by silence') {
      await reader.close();
      reader = connect(IMPATIENT);
    }
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

  it('ignores an event of an unknown type', async () => {
    server.put(PATH, thing('a'));
    watch();
    await knows('a');
    await eventually('the watch', () => server.openWatches || undefined);
    server.say('{"type":"EXPLODED","object":{}}\n');
    server.put(PATH, thing('b'));
    await knows('a', 'b');
    expect(server.count('watch')).toBe(1);
    expect(problems).toEqual([]);
  });

  it('doubles its pauses from failure to failure, and respects Retry-After', async () => {
    for (let i = 0; i < 3; i += 1) {
      server.fail('list', status(500, 'internal'));
    }
    server.fail('list', status(429, 'later', { 'retry-after': '7' }));
    watch();
    await eventually('the watch', () => server.openWatches || undefined);
    const [first, second, third, fourth] = clock.pauses;
    expect(first).toBeGreaterThanOrEqual(2.5);
    expect(second).toBeGreaterThanOrEqual(5);
    expect(third).toBeGreaterThanOrEqual(10);
    expect(fourth).toBe(7_000);
    expect(problems).toEqual([
      'cluster-error',
      'cluster-error',
      'cluster-error',
      'too-many-requests',
    ]);
  });

  it('relists after a watch has failed five times, since its resourceVersion may be invalid after a restore', async () => {
    server.put(PATH, thing('a'));
    watch();
    await knows('a');
    await eventually('the watch', () => server.openWatches || undefined);
    for (let i = 0; i < 5; i += 1) {
      server.fail('watch', status(504, 'Too large resource version'));
    }
    // The watch lasted long enough, so its end is not a failure.
    clock.advance(LONG_MS);
    server.endWatches();
    await eventually('the second list', () => lists === 2 || undefined);
    expect(problems).toHaveLength(5);
  });

  it('relists when a watch would resume from a version that the cluster has not reached, since it was restored from a backup', async () => {
    server.put(PATH, thing('a'));
    server.put(PATH, thing('vanishes'));
    watch();
    await knows('a', 'vanishes');
    await eventually('the watch', () => server.openWatches || undefined);
    server.restore();
    server.put(PATH, thing('a'));
    server.put(PATH, thing('new'));
    clock.advance(LONG_MS);
    server.cut();
    await knows('a', 'new');
    await eventually('the watch', () => server.openWatches || undefined);
    server.put(PATH, thing('later'));
    await knows('a', 'new', 'later');
    expect(lists).toBe(2);
  });

  it.each([
    [
      'a bookmark',
      '{"type":"BOOKMARK","object":{"metadata":{"resourceVersion":"3"}}}',
    ],
    [
      'an event',
      '{"type":"MODIFIED","object":{"metadata":{"name":"a","resourceVersion":"3"}}}',
    ],
  ])('relists when %s has a lower version than the watch', async (_, line) => {
    server.put(PATH, thing('a'));
    watch();
    await knows('a');
    await eventually('the watch', () => server.openWatches || undefined);
    server.say(`${line}\n`);
    await eventually('the second list', () => lists === 2 || undefined);
    expect(problems).toEqual([]);
  });

  it('resumes a watch after checking the version of the cluster with a list of one object', async () => {
    server.put(PATH, thing('a'));
    watch();
    await knows('a');
    await eventually('the watch', () => server.openWatches || undefined);
    clock.advance(LONG_MS);
    server.endWatches();
    await eventually('the next watch', () =>
      server.count('watch') === 2 ? true : undefined,
    );
    expect(server.requests[2]).toBe(`list ${PATH}?limit=1`);
    expect(lists).toBe(1);
  });

  it('pauses longer and longer while the server ends each watch immediately', async () => {
    for (let i = 0; i < 3; i += 1) {
      server.fail('watch', body(''));
    }
    watch();
    await eventually('the watch', () => server.openWatches || undefined);
    expect(server.count('watch')).toBe(4);
    const [first, second, third] = clock.pauses;
    expect(clock.pauses).toHaveLength(3);
    expect(first).toBeGreaterThanOrEqual(2.5);
    expect(second).toBeGreaterThanOrEqual(5);
    expect(third).toBeGreaterThanOrEqual(10);
    // It is not a problem that should be logged.
    expect(problems).toEqual([]);
  });

  it('stops immediately without leaving a connection, and continues where it stopped', async () => {
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

  it('S24: accepts no other certificate, and sends only its own token', async () => {
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
