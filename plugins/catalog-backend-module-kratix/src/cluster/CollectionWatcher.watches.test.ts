import { eventually } from '../__testUtils__/eventually';
import {
  body,
  type FakeApiServer,
  status,
} from '../__testUtils__/FakeApiServer';
import {
  LONG_MS,
  PATH,
  thing,
  WatchedThings,
} from '../__testUtils__/WatchedThings';

jest.setTimeout(240_000);

describe('CollectionWatcher, watches of a faulty server', () => {
  let things: WatchedThings;

  beforeEach(async () => {
    things = await WatchedThings.start();
  });
  afterEach(() => things.stop());

  it('relists after a 410, in a response or in an event, and finds the changes that it missed', async () => {
    things.server.put(PATH, thing('a'));
    things.watch();
    await things.knows('a');
    await things.isWatched();
    things.server.fail('watch', status(410, 'too old'));
    things.server.endWatches();
    await eventually('the second list', () => things.lists === 2 || undefined);
    await things.isWatched();
    things.server.say(
      '{"type":"ERROR","object":{"kind":"Status","code":410,"message":"expired"}}\n',
    );
    things.server.put(PATH, thing('b'));
    things.server.delete(PATH, 'a');
    await things.knows('b');
    expect(things.problems).toEqual([]);
  });

  it('continues from a bookmark, so that a collection without changes is not relisted', async () => {
    things.server.put(PATH, thing('a'));
    things.watch();
    await things.knows('a');
    await things.isWatched();
    things.server.bookmark();
    things.server.forget();
    await eventually('the bookmark to be read', async () => {
      things.server.endWatches();
      return things.server.count('watch') > 1 || undefined;
    });
    things.server.put(PATH, thing('b'));
    await things.knows('a', 'b');
    expect(things.lists).toBe(1);
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
      await things.becomeImpatient();
    }
    things.server.put(PATH, thing('a'));
    things.watch();
    await things.knows('a');
    await things.isWatched();
    const before = things.server.count('watch');
    fault(things.server);
    await eventually('the next watch', () =>
      things.server.count('watch') > before ? true : undefined,
    );
    things.server.put(PATH, thing('b'));
    things.server.delete(PATH, 'a');
    await things.knows('b');
    expect(things.sizes.every(size => size > 0)).toBe(true);
  });

  it('ignores an event of an unknown type', async () => {
    things.server.put(PATH, thing('a'));
    things.watch();
    await things.knows('a');
    await things.isWatched();
    things.server.say('{"type":"EXPLODED","object":{}}\n');
    things.server.put(PATH, thing('b'));
    await things.knows('a', 'b');
    expect(things.server.count('watch')).toBe(1);
    expect(things.problems).toEqual([]);
  });

  it('doubles its pause after each failure, and respects Retry-After', async () => {
    for (let i = 0; i < 3; i += 1) {
      things.server.fail('list', status(500, 'internal'));
    }
    things.server.fail('list', status(429, 'later', { 'retry-after': '7' }));
    things.watch();
    await things.isWatched();
    const [first, second, third, fourth] = things.clock.pauses;
    expect(first).toBeGreaterThanOrEqual(2.5);
    expect(second).toBeGreaterThanOrEqual(5);
    expect(third).toBeGreaterThanOrEqual(10);
    expect(fourth).toBe(7_000);
    expect(things.problems).toEqual([
      'cluster-error',
      'cluster-error',
      'cluster-error',
      'too-many-requests',
    ]);
  });

  it('relists after a watch has failed five times, since its resourceVersion may be invalid after a restore', async () => {
    things.server.put(PATH, thing('a'));
    things.watch();
    await things.knows('a');
    await things.isWatched();
    for (let i = 0; i < 5; i += 1) {
      things.server.fail('watch', status(504, 'Too large resource version'));
    }
    // The watch lasted long enough, so its end is not a failure.
    things.clock.advance(LONG_MS);
    things.server.endWatches();
    await eventually('the second list', () => things.lists === 2 || undefined);
    expect(things.problems).toHaveLength(5);
  });

  it('relists when a watch would resume from a resourceVersion that the cluster has not reached, since the cluster was restored from a backup', async () => {
    things.server.put(PATH, thing('a'));
    things.server.put(PATH, thing('vanishes'));
    things.watch();
    await things.knows('a', 'vanishes');
    await things.isWatched();
    things.server.restore();
    things.server.put(PATH, thing('a'));
    things.server.put(PATH, thing('new'));
    things.clock.advance(LONG_MS);
    things.server.cut();
    await things.knows('a', 'new');
    await things.isWatched();
    things.server.put(PATH, thing('later'));
    await things.knows('a', 'new', 'later');
    expect(things.lists).toBe(2);
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
    things.server.put(PATH, thing('a'));
    things.watch();
    await things.knows('a');
    await things.isWatched();
    things.server.say(`${line}\n`);
    await eventually('the second list', () => things.lists === 2 || undefined);
    expect(things.problems).toEqual([]);
  });

  it('resumes a watch after checking the resourceVersion of the cluster with a list of one object', async () => {
    things.server.put(PATH, thing('a'));
    things.watch();
    await things.knows('a');
    await things.isWatched();
    things.clock.advance(LONG_MS);
    things.server.endWatches();
    await eventually('the next watch', () =>
      things.server.count('watch') === 2 ? true : undefined,
    );
    expect(things.server.requests[2]).toBe(`list ${PATH}?limit=1`);
    expect(things.lists).toBe(1);
  });

  it('pauses longer and longer while the server ends each watch immediately', async () => {
    for (let i = 0; i < 3; i += 1) {
      things.server.fail('watch', body(''));
    }
    things.watch();
    await things.isWatched();
    expect(things.server.count('watch')).toBe(4);
    const [first, second, third] = things.clock.pauses;
    expect(things.clock.pauses).toHaveLength(3);
    expect(first).toBeGreaterThanOrEqual(2.5);
    expect(second).toBeGreaterThanOrEqual(5);
    expect(third).toBeGreaterThanOrEqual(10);
    // This is not a problem, so it must not be logged.
    expect(things.problems).toEqual([]);
  });
});
