import fc from 'fast-check';
import { resourceComponentRef } from './resourceComponentRef';

describe('resourceComponentRef', () => {
  it.each([
    ['orders', 'Database', 'component:default/orders-database'],
    ['cache.blue', 'redis', 'component:default/cache.blue-redis'],
    [
      'a'.repeat(54),
      'Database',
      `component:default/${'a'.repeat(54)}-database`,
    ],
  ])('G2: names the Component of %s %s', (name, kind, expected) => {
    expect(resourceComponentRef({ name, kind })).toBe(expected);
  });

  it.each([
    ['a name that is too long for the catalog', 'a'.repeat(55), 'Database'],
    ['an empty kind', 'orders', ''],
    ['a hostile name', 'a/b', 'Database'],
    ['a line break', 'orders', 'Database\n'],
  ])('returns no reference for %s', (_, name, kind) => {
    expect(resourceComponentRef({ name, kind })).toBeUndefined();
  });

  it('returns a name that the catalog accepts, or undefined', () => {
    const part = fc.oneof(
      fc.string(),
      fc.stringMatching(/^[a-zA-Z0-9.-]{0,70}$/),
    );
    fc.assert(
      fc.property(part, part, (name, kind) => {
        const ref = resourceComponentRef({ name, kind });
        return (
          ref === undefined ||
          /^component:default\/[A-Za-z0-9._-]{1,63}$/.test(ref)
        );
      }),
    );
  });
});
