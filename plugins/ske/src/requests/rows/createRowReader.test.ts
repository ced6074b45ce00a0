import {
  bindingObject,
  collection,
  kindOf,
  promiseObject,
  requestObject,
} from '../__testUtils__/objects';
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
    const before = read([redis], [collectionOf([one, two])], new Map());

    const changed = requestObject({ name: 'two', resourceVersion: '2' });
    const after = read([redis], [collectionOf([one, changed])], new Map());

    expect(after[0]).toBe(before[0]);
    expect(after[1]).not.toBe(before[1]);
  });

  it('makes a row again when its binding changes', () => {
    const read = createRowReader();
    const collections = [collectionOf([requestObject()])];
    const bindings = (applied: string) =>
      indexBindings([collection([bindingObject({ applied })])]);
    const [before] = read([redis], collections, bindings('v1.0.0'));

    const [after] = read([redis], collections, bindings('v1.1.0'));

    expect(before.version).toBe('v1.0.0');
    expect(after.version).toBe('v1.1.0');
  });

  it('hides preview requests', () => {
    const labels = { 'kratix.io/dry-run-id': 'x' };
    const rows = createRowReader()(
      [redis],
      [collectionOf([requestObject({ labels })])],
      new Map(),
    );

    expect(rows).toEqual([]);
  });

  it('keeps deleted requests, marked with the time, and their identity', () => {
    const read = createRowReader();
    const object = requestObject();
    const deleted = new Map([
      [object.metadata.uid, { object, deletedAt: 1_000 }],
    ]);
    const collections = [collectionOf([], { deleted })];

    const [before] = read([redis], collections, new Map());
    const [after] = read([redis], collections, new Map());

    expect(before).toMatchObject({ name: 'cache', deletedAt: 1_000 });
    expect(after).toBe(before);
  });

  it('finds out by the label which of two Promises with one kind a request belongs to', () => {
    const other = kindOf(promiseObject({ name: 'redis-large' }));
    const labels = { 'kratix.io/promise-name': 'redis-large' };
    const rows = createRowReader()(
      [redis, other],
      [collectionOf([requestObject({ labels }), requestObject()])],
      new Map(),
    );

    expect(rows.map(({ promise }) => promise)).toEqual([
      'redis-large',
      'redis',
    ]);
  });

  it('ignores collections whose Promise is gone', () => {
    const rows = createRowReader()(
      [],
      [collectionOf([requestObject()])],
      new Map(),
    );

    expect(rows).toEqual([]);
  });
});
