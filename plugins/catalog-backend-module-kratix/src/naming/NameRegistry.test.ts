import { KubernetesValidatorFunctions } from '@backstage/catalog-model';
import fc from 'fast-check';
import { NameRegistry, type NameClaim } from './NameRegistry';

const claim = (
  key: string,
  wanted = 'orders-database',
  createdAt = '2026-01-01T00:00:00Z',
): NameClaim => ({ key, wanted, createdAt });

const label = fc.stringMatching(/^[a-z0-9]([-a-z0-9]{0,70}[a-z0-9])?$/);
const claims = fc.uniqueArray(
  fc.record({
    key: fc.tuple(label, label).map(parts => parts.join('/')),
    // The generator has few names, so that many of them collide, and it has long names.
    wanted: fc.oneof(
      fc.constantFrom('a', 'a-b', 'orders-database', 'a'.repeat(63)),
      label,
      fc
        .integer({ min: 60, max: 130 })
        .map(length => 'long-'.repeat(30).slice(0, length).replace(/-$/, 'x')),
    ),
    createdAt: fc.constantFrom('2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z'),
  }),
  { selector: each => each.key, maxLength: 30 },
);

function namesOf(registry: NameRegistry, all: readonly NameClaim[]) {
  return Object.fromEntries(
    [...all]
      .sort((a, b) => (a.key < b.key ? -1 : 1))
      .map(({ key }) => [key, registry.nameOf(key)]),
  );
}

describe('NameRegistry', () => {
  it('W20: assigns the wanted name if no other object wants it', () => {
    const registry = new NameRegistry();
    expect(registry.claim(claim('x'))).toEqual([]);
    expect(registry.nameOf('x')).toBe('orders-database');
    expect(registry.nameOf('y')).toBeUndefined();
  });

  it('W20: assigns a contested name to the oldest object, and a new object renames no other', () => {
    const registry = new NameRegistry();
    registry.claim(claim('b', undefined, '2026-01-01T00:00:00Z'));
    const renamed = registry.claim(
      claim('a', undefined, '2026-02-01T00:00:00Z'),
    );
    expect(renamed).toEqual([]);
    expect(registry.nameOf('b')).toBe('orders-database');
    expect(registry.nameOf('a')).toMatch(/^orders-database_[a-z2-7]{10}$/);
  });

  it('returns the keys of renamed objects, when an older object arrives and when the oldest is removed', () => {
    const registry = new NameRegistry();
    registry.claim(claim('young', undefined, '2026-02-01T00:00:00Z'));
    expect(
      registry.claim(claim('old', undefined, '2026-01-01T00:00:00Z')),
    ).toEqual(['young']);
    expect(registry.release('old')).toEqual(['young']);
    expect(registry.nameOf('young')).toBe('orders-database');
  });

  it('shortens names over 63 characters, and assigns different names if their first 63 characters are the same', () => {
    const registry = new NameRegistry();
    registry.claim(claim('a', `${'x'.repeat(70)}1`));
    registry.claim(claim('b', `${'x'.repeat(70)}2`));
    expect(registry.nameOf('a')).toHaveLength(63);
    expect(registry.nameOf('a')).not.toBe(registry.nameOf('b'));
  });

  it('W20: property: assigns unique and valid names that do not depend on the order of claims', () => {
    fc.assert(
      fc.property(
        claims.chain(all =>
          fc.tuple(
            fc.constant(all),
            fc.shuffledSubarray(all, { minLength: all.length }),
            // Some names are claimed, released and claimed again.
            fc.subarray(all),
          ),
        ),
        ([all, shuffled, flapping]) => {
          const one = new NameRegistry();
          all.forEach(each => one.claim(each));
          const other = new NameRegistry();
          flapping.forEach(each => other.claim(each));
          flapping.forEach(each => other.release(each.key));
          shuffled.forEach(each => other.claim(each));
          const names = namesOf(one, all);
          expect(namesOf(other, all)).toEqual(names);
          expect(new Set(Object.values(names)).size).toBe(all.length);
          for (const name of Object.values(names)) {
            expect(KubernetesValidatorFunctions.isValidObjectName(name)).toBe(
              true,
            );
          }
        },
      ),
    );
  });

  it('property: returns every key that was renamed', () => {
    fc.assert(
      fc.property(
        claims,
        fc.array(fc.nat(), { maxLength: 10 }),
        (all, gone) => {
          const registry = new NameRegistry();
          let before = namesOf(registry, all);
          const check = (key: string, returned: string[]) => {
            const after = namesOf(registry, all);
            const renamed = all
              .map(each => each.key)
              .filter(
                each =>
                  each !== key &&
                  before[each] !== undefined &&
                  before[each] !== after[each],
              );
            // The result may contain a key that was renamed and renamed back, but it must not omit a renamed key.
            expect(returned).toEqual(expect.arrayContaining(renamed));
            before = after;
          };
          all.forEach(each => check(each.key, registry.claim(each)));
          gone.forEach(index => {
            const key = all[index % Math.max(1, all.length)]?.key ?? '';
            check(key, registry.release(key));
          });
        },
      ),
    );
  });
});
