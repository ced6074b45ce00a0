import {
  bindingObject,
  collection,
  kindOf,
  promiseObject,
  requestObject,
} from '../__testUtils__/objects';
import { runningSince, runWithoutImage } from '../__testUtils__/runs';
import { createRowReader, indexBindings } from './createRowReader';

const redis = kindOf(promiseObject());
const collectionOf = (...[items, change]: Parameters<typeof collection>) => ({
  kindId: redis.id,
  collection: collection(items, change),
});

describe('createRowReader', () => {
  it('keeps the rows whose objects did not change', () => {
    const read = createRowReader();
    const one = requestObject({ name: 'one' });
    const two = requestObject({ name: 'two' });
    const before = read([redis], [collectionOf([one, two])], {
      bindings: new Map(),
    });

    const changed = requestObject({ name: 'two', resourceVersion: '2' });
    const after = read([redis], [collectionOf([one, changed])], {
      bindings: new Map(),
    });

    expect(after[0]).toBe(before[0]);
    expect(after[1]).not.toBe(before[1]);
  });

  it('computes a row again when its binding changes', () => {
    const read = createRowReader();
    const collections = [collectionOf([requestObject()])];
    const facts = (applied: string) => ({
      bindings: indexBindings([collection([bindingObject({ applied })])]),
    });
    const [before] = read([redis], collections, facts('v1.0.0'));

    const [after] = read([redis], collections, facts('v1.1.0'));

    expect(before.version).toBe('v1.0.0');
    expect(after.version).toBe('v1.1.0');
  });

  it('says that a step takes long, and keeps all other rows', () => {
    const read = createRowReader();
    const status = runningSince('2026-11-29T10:00:00Z');
    const collections = [
      collectionOf([
        requestObject({ name: 'one' }),
        requestObject({ name: 'two', status }),
      ]),
    ];
    const at = (time: string) => ({
      bindings: new Map(),
      now: Date.parse(time),
    });
    const before = read([redis], collections, at('2026-11-29T10:09:00Z'));
    const same = read([redis], collections, at('2026-11-29T10:09:30Z'));
    const after = read([redis], collections, at('2026-11-29T10:11:00Z'));

    expect(before[1].state).toMatchObject({ tone: 'progress' });
    expect(same).toBe(before);
    expect(after[0]).toBe(before[0]);
    expect(after[1].state).toMatchObject({
      state: 'in-progress',
      tone: 'attention',
    });
  });

  it.each([
    [true, /is running\. No Job of it is running\. .* This step has lasted/],
    [false, /is running\. This step has lasted/],
  ])(
    'says that a long step has no Job only if the user may see all Jobs: %s',
    (isComplete, reason) => {
      const object = requestObject({
        status: runningSince('2026-11-29T10:00:00Z'),
      });
      const [row] = createRowReader()([redis], [collectionOf([object])], {
        bindings: new Map(),
        runs: new Map([[object.metadata.uid, { runs: [], isComplete }]]),
        now: Date.parse('2026-11-29T10:11:00Z'),
      });

      expect(row.state.reason).toMatch(reason);
    },
  );

  it('asks for attention if a pipeline run of a request cannot pull its image', () => {
    const read = createRowReader();
    const object = requestObject({
      status: runningSince('2026-11-29T10:00:00Z'),
    });
    const [row] = read([redis], [collectionOf([object])], {
      bindings: new Map(),
      runs: new Map([
        [object.metadata.uid, { runs: [runWithoutImage], isComplete: true }],
      ]),
      now: Date.parse('2026-11-29T10:02:00Z'),
    });

    expect(row.state).toMatchObject({
      state: 'in-progress',
      tone: 'attention',
    });
    expect(row.state.reason).toMatch(/cannot be pulled/);
    expect(row.searchText).toContain('cannot be pulled');
  });

  it('does not ask for attention if the Promise is available again', () => {
    const status = {
      conditions: [
        {
          type: 'PromiseAvailable',
          status: 'False',
          reason: 'PromiseNotAvailable',
          message: 'The Promise is not available',
          lastTransitionTime: '2026-11-29T10:00:00Z',
        },
      ],
    };
    const [row] = createRowReader()(
      [redis],
      [collectionOf([requestObject({ status })])],
      { bindings: new Map() },
    );

    expect(row.state).toMatchObject({
      state: 'waiting-for-promise',
      tone: 'progress',
    });
  });

  it('hides preview requests', () => {
    const labels = { 'kratix.io/dry-run-id': 'x' };
    const rows = createRowReader()(
      [redis],
      [collectionOf([requestObject({ labels })])],
      { bindings: new Map() },
    );

    expect(rows).toEqual([]);
  });

  it('keeps the row of a deleted request, with the time of the deletion, and returns the same row object each time', () => {
    const read = createRowReader();
    const object = requestObject();
    const deleted = new Map([
      [object.metadata.uid, { object, deletedAt: 1_000 }],
    ]);
    const collections = [collectionOf([], { deleted })];

    const [before] = read([redis], collections, { bindings: new Map() });
    const [after] = read([redis], collections, { bindings: new Map() });

    expect(before).toMatchObject({ name: 'cache', deletedAt: 1_000 });
    expect(after).toBe(before);
  });

  it('finds the Promise of a request by its label if two Promises have the same kind', () => {
    const other = kindOf(promiseObject({ name: 'redis-large' }));
    const labels = { 'kratix.io/promise-name': 'redis-large' };
    const rows = createRowReader()(
      [redis, other],
      [collectionOf([requestObject({ labels }), requestObject()])],
      { bindings: new Map() },
    );

    expect(rows.map(({ promise }) => promise)).toEqual([
      'redis-large',
      'redis',
    ]);
  });

  it('ignores the requests of a Promise that no longer exists', () => {
    const rows = createRowReader()([], [collectionOf([requestObject()])], {
      bindings: new Map(),
    });

    expect(rows).toEqual([]);
  });
});
