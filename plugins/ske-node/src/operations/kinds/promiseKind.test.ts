import { offersKind, readPromiseKind } from './promiseKind';

function promise(spec: any) {
  return { metadata: { name: 'db' }, spec };
}

const api = (versions: object[]) => ({
  api: {
    spec: { group: 'demo.example.com', names: { kind: 'Database' }, versions },
  },
});

describe('readPromiseKind', () => {
  it('takes the storage version, or the first version if no version is stored', () => {
    expect(
      readPromiseKind(
        promise(api([{ name: 'v1' }, { name: 'v2', storage: true }])),
      ),
    ).toEqual({ apiVersion: 'demo.example.com/v2', kind: 'Database' });
    expect(
      readPromiseKind(promise(api([{ name: 'v1' }, { name: 'v2' }]))),
    ).toEqual({ apiVersion: 'demo.example.com/v1', kind: 'Database' });
  });

  it.each([undefined, {}, { api: null }, { api: {} }, api([])])(
    'throws for a Promise with %j',
    spec => {
      expect(() => readPromiseKind(promise(spec))).toThrow(
        'Promise db has no API',
      );
    },
  );
});

describe('offersKind', () => {
  const offered = promise(api([{ name: 'v1' }]));
  it.each<[boolean, string, string]>([
    [true, 'demo.example.com/v1', 'Database'],
    [true, 'demo.example.com/v2', 'Database'],
    [false, 'demo.example.com/v1', 'database'],
    [false, 'example.com/v1', 'Database'],
    [false, 'v1', 'Database'],
    [false, '', 'Database'],
  ])('returns %s for %s, kind %s', (expected, apiVersion, kind) => {
    expect(offersKind(offered, { apiVersion, kind })).toBe(expected);
  });

  it('returns false for a Promise without an API', () => {
    const ref = { apiVersion: '', kind: 'Database' };
    expect(offersKind(promise({}), ref)).toBe(false);
    expect(offersKind({}, ref)).toBe(false);
  });
});
