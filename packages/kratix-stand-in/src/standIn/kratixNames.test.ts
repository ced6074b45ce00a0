import { nameWithSuffix, shortHash, specHash } from './kratixNames';

describe('nameWithSuffix', () => {
  it('joins the parts', () => {
    expect(nameWithSuffix(['kratix', 'redis'], '1a2b3')).toBe(
      'kratix-redis-1a2b3',
    );
  });

  it('fits into a label and does not end in a hyphen before the suffix', () => {
    const name = nameWithSuffix([`${'a'.repeat(56)}`, 'b'], '1a2b3');

    expect(name).toBe(`${'a'.repeat(56)}-1a2b3`);
    expect(name.length).toBeLessThanOrEqual(63);
  });
});

it('shortHash returns the hashes in the names of revisions that Kratix created', () => {
  expect([shortHash('v0.1.0'), shortHash('not-set')]).toEqual([
    '77ba1',
    '5a7f3',
  ]);
});

it('specHash does not depend on the order of keys', () => {
  expect(specHash({ a: 1, b: [{ c: 2, d: undefined }] })).toBe(
    specHash({ b: [{ c: 2 }], a: 1 }),
  );
  expect(specHash({ a: 1 })).not.toBe(specHash({ a: 2 }));
});
