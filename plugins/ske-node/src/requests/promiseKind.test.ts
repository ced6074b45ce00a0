import { readPromiseKind } from './promiseKind';

function promise(spec: any) {
  return { metadata: { name: 'db' }, spec };
}

const api = (versions: object[]) => ({
  api: {
    spec: { group: 'demo.example.com', names: { kind: 'Database' }, versions },
  },
});

describe('readPromiseKind', () => {
  it('is of the version that is stored, or of the first', () => {
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
    'a Promise with %j offers nothing',
    spec => {
      expect(() => readPromiseKind(promise(spec))).toThrow(
        'Promise db offers no API',
      );
    },
  );
});
