import fc from 'fast-check';
import { ComponentNames, type ComponentClaim } from './ComponentNames';

const OLD = '2026-01-01T00:00:00Z';
const YOUNG = '2026-02-01T00:00:00Z';

function claim(
  key: string,
  wanted: string,
  more: Partial<ComponentClaim> = {},
): ComponentClaim {
  return { key, wanted, createdAt: OLD, ...more };
}

describe('G8: ComponentNames', () => {
  it('uses a chosen name, and keeps the default name reserved', () => {
    const names = new ComponentNames();
    names.claim(claim('a', 'orders-database', { chosen: 'orders' }));
    names.claim(claim('b', 'orders-database', { createdAt: YOUNG }));
    expect(names.nameOf('a')).toBe('orders');
    expect(names.nameOf('b')).toMatch(/^orders-database_/);
  });

  it('gives an object its default name, even if an older object has chosen this name', () => {
    const names = new ComponentNames();
    names.claim(claim('a', 'orders-database', { chosen: 'users-database' }));
    expect(names.nameOf('a')).toBe('users-database');
    const renamed = names.claim(
      claim('b', 'users-database', { createdAt: YOUNG }),
    );
    expect(renamed).toEqual(['a']);
    expect(names.nameOf('a')).toBe('orders-database');
    expect(names.nameOf('b')).toBe('users-database');
    expect(names.release('b')).toEqual(['a']);
    expect(names.nameOf('a')).toBe('users-database');
  });

  it('if two objects have chosen the same name, gives it to the older object', () => {
    const names = new ComponentNames();
    names.claim(claim('a', 'a', { chosen: 'c', createdAt: YOUNG }));
    expect(names.claim(claim('b', 'b', { chosen: 'c' }))).toContain('a');
    expect(['a', 'b'].map(key => names.nameOf(key))).toEqual(['a', 'c']);
  });

  it('does not use a chosen name that an entity of another source has, until reclaim() is called', () => {
    const names = new ComponentNames();
    names.claim(claim('a', 'a', { chosen: 'c' }));
    expect(names.yieldName('a')).toBeUndefined();
    expect(names.yieldName('c')).toBe('a');
    expect(names.nameOf('a')).toBe('a');
    expect(names.yieldName('c')).toBeUndefined();
    expect(names.reclaim()).toEqual(['a']);
    expect(names.nameOf('a')).toBe('c');
  });

  it('property: assigns unique names that depend only on the claims', () => {
    const some = fc.constantFrom('a', 'b', 'c', 'd');
    const claims = fc.uniqueArray(
      fc.record({
        key: fc.constantFrom('1', '2', '3', '4', '5'),
        wanted: some,
        chosen: fc.option(some, { nil: undefined }),
        createdAt: fc.constantFrom(OLD, YOUNG),
      }),
      { selector: ({ key }) => key },
    );
    fc.assert(
      fc.property(
        claims,
        fc.subarray(['1', '2', '3', '4', '5']),
        (all, gone) => {
          const one = new ComponentNames();
          all.forEach(each => one.claim(each));
          gone.forEach(key => one.release(key));
          const other = new ComponentNames();
          const left = all.filter(({ key }) => !gone.includes(key));
          [...left].reverse().forEach(each => other.claim(each));
          const namesOf = (names: ComponentNames) =>
            left.map(({ key }) => names.nameOf(key));
          expect(namesOf(one)).toEqual(namesOf(other));
          expect(new Set(namesOf(one)).size).toBe(left.length);
        },
      ),
    );
  });
});
