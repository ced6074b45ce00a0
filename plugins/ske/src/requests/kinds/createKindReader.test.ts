import { promiseObject } from '../__testUtils__/objects';
import { createKindReader } from './createKindReader';

describe('createKindReader', () => {
  it('reads the storage version and the plural of the API', () => {
    const read = createKindReader();

    expect(read([promiseObject()])).toEqual([
      {
        id: 'demo.example.com/v1/Redis',
        promise: 'redis',
        title: 'Redis',
        apiVersion: 'demo.example.com/v1',
        group: 'demo.example.com',
        kind: 'Redis',
        plural: 'rediss',
        isPaused: false,
        availableSince: '2026-11-01T10:01:00Z',
      },
    ]);
  });

  it('leaves out a Promise without an API', () => {
    const read = createKindReader();

    expect(read([promiseObject({ hasApi: false })])).toEqual([]);
  });

  it('returns the same list when only the status of a Promise changes', () => {
    const read = createKindReader();
    const before = read([promiseObject()]);
    const { status } = promiseObject();

    expect(
      read([promiseObject({ status: { ...status, observedGeneration: 7 } })]),
    ).toBe(before);
  });

  it('replaces only the kind of the Promise that was paused', () => {
    const read = createKindReader();
    const database = promiseObject({ name: 'database', kind: 'Database' });
    const before = read([promiseObject(), database]);

    const after = read([
      promiseObject({ labels: { 'kratix.io/paused': 'true' } }),
      database,
    ]);

    expect(after[0]).toBe(before[0]);
    expect(after[1]).toMatchObject({ promise: 'redis', isPaused: true });
  });
});
