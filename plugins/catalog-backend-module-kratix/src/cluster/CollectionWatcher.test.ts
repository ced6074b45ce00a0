import { CollectionReader } from '@kratix-portal/plugin-ske-node';
import { eventually } from '../__testUtils__/eventually';
import {
  body,
  hangUp,
  silence,
  status,
  type Fault,
} from '../__testUtils__/FakeApiServer';
import {
  PATH,
  thing,
  THINGS,
  WatchedThings,
} from '../__testUtils__/WatchedThings';

// CollectionReader retries a read immediately when the connection breaks.
const ATTEMPTS = 3;
/** A request fails only after its retries, so there are two failures. */
const TWO_FAILURES = 2 * ATTEMPTS;

jest.setTimeout(240_000);

describe('CollectionWatcher, lists of a faulty server', () => {
  let things: WatchedThings;

  beforeEach(async () => {
    things = await WatchedThings.start();
  });
  afterEach(() => things.stop());

  it('lists page by page, then watches', async () => {
    ['a', 'b', 'c', 'd', 'e'].forEach(name =>
      things.server.put(PATH, thing(name)),
    );
    things.watch();
    await things.knows('a', 'b', 'c', 'd', 'e');
    await things.isWatched();
    things.server.put(PATH, thing('f'));
    things.server.delete(PATH, 'a');
    await things.knows('b', 'c', 'd', 'e', 'f');
    expect(things.server.count('list')).toBe(3);
    expect(things.lists).toBe(1);
    expect(things.server.requests[0]).toBe(`list ${PATH}?limit=2`);
    expect(things.server.requests[1]).toContain('continue=2');
    expect(things.problems).toEqual([]);
  });

  it('lists a collection whose large objects do not fit into one page', async () => {
    const all = Array.from({ length: 450 }, (_, i) => `${i}`);
    all.forEach(name =>
      things.server.put(PATH, thing(name, { pad: 'x'.repeat(1_600) })),
    );
    things.watch(500);
    await things.knows(...all);
    expect(things.problems).toEqual([]);
    expect(things.lists).toBe(1);
  });

  it('lists an empty collection, then watches it', async () => {
    things.watch();
    await things.isWatched();
    things.server.put(PATH, thing('a'));
    await things.knows('a');
    expect(things.sizes).toEqual([0]);
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
      'a response that is too large',
      body('x'.repeat(300_000)),
      'cluster-error',
      3,
    ],
  ])(
    'W19: retries a list that fails with %s, and never treats it as empty',
    async (_, fault, code, faults = 2) => {
      if (fault === silence) {
        await things.becomeImpatient();
      }
      things.server.put(PATH, thing('a'));
      const watcher = things.watch();
      await things.knows('a');
      await things.isWatched();
      watcher.forget();
      for (let i = 0; i < faults; i += 1) {
        things.server.fail('list', fault);
      }
      things.server.endWatches();
      await eventually(
        'two failures',
        () => things.problems.length >= 2 || undefined,
      );
      await eventually('the next list', () => things.lists === 2 || undefined);
      expect(things.problems).toEqual([code, code]);
      expect(things.recoveries).toBe(1);
      expect(things.sizes).toEqual([1, 1]);
    },
  );

  it('W19: discards a list that fails on its last page', async () => {
    ['a', 'b', 'c'].forEach(name => things.server.put(PATH, thing(name)));
    things.server.fail('list', () => 'pass');
    things.server.fail('list', status(500, 'internal'));
    things.watch();
    await things.knows('a', 'b', 'c');
    expect(things.sizes).toEqual([3]);
  });

  it('stops immediately without leaving a connection, and continues where it stopped', async () => {
    things.server.put(PATH, thing('a'));
    const watcher = things.watch();
    await things.knows('a');
    await things.isWatched();
    things.end.abort();
    await things.done;
    await eventually('the watch to be closed', () =>
      things.server.openWatches === 0 ? true : undefined,
    );
    things.server.put(PATH, thing('b'));
    things.end = new AbortController();
    things.done = watcher.run(things.end.signal);
    await things.knows('a', 'b');
    expect(things.lists).toBe(1);
  });

  it('S24: accepts only the configured certificate authority, and sends only its own token', async () => {
    let authorization: string | undefined;
    things.server.fail('list', request => {
      ({ authorization } = request.headers);
      return 'pass';
    });
    things.watch();
    await eventually('a request', () => authorization);
    expect(authorization).toBe('Bearer of-the-test');

    const stranger = new CollectionReader({
      platform: { ...things.server.platform, tls: { skipVerify: false } },
      userAgent: 'a test',
    });
    const before = things.server.requests.length;
    const read = stranger.list({ ...THINGS, pageSize: 1 }, things.end.signal);
    await expect(read.next()).rejects.toThrow(/DEPTH_ZERO_SELF_SIGNED_CERT/);
    expect(things.server.requests).toHaveLength(before);
    await stranger.close();
  });
});
