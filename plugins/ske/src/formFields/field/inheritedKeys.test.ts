import { findInherited, isInherited } from './inheritedKeys';

describe('findInherited', () => {
  it.each(['toString', 'valueOf', 'hasOwnProperty', 'constructor'])(
    'finds %s at every depth',
    key => {
      const value = JSON.parse(`{"a": [{"b": {"${key}": 1}}]}`);
      expect(findInherited(value)).toBe(key);
      expect(findInherited(value.a[0].b)).toBe(key);
      expect(isInherited(key)).toBe(true);
    },
  );

  it.each([undefined, null, 'toString', 1, ['toString'], { a: 'toString' }])(
    'finds nothing in %j',
    value => {
      expect(findInherited(value)).toBeUndefined();
    },
  );
});
