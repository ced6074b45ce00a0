import type { JsonObject } from '@backstage/types';
import fc from 'fast-check';
import { applyMergePatch } from '../testUtils';
import { listChangedFields, printPath, toFieldChange } from './fieldChanges';
import { diffObjects, withoutRemovals } from './mergePatch';

function changes(live: JsonObject, patch: JsonObject) {
  return listChangedFields(live, patch).map(toFieldChange);
}

const json = fc.dictionary(
  fc.constantFrom('a', 'b', 'c'),
  fc.jsonValue({ maxDepth: 3 }),
  { noNullPrototype: true },
) as fc.Arbitrary<JsonObject>;

describe('listChangedFields', () => {
  it.each<[string, JsonObject, JsonObject, object[]]>([
    ['an empty patch', { a: 1 }, {}, []],
    ['a removal of an absent field', { a: null }, { a: null, b: null }, []],
    [
      'an added mapping, down to the last keys',
      {},
      { spec: { a: { b: 1, c: 'x' } } },
      [
        { field: 'spec.a.b', change: 'added', after: '1' },
        { field: 'spec.a.c', change: 'added', after: '"x"' },
      ],
    ],
    [
      'a removed mapping as one field',
      { spec: { a: { b: 1, c: 2 } } },
      { spec: { a: null } },
      [{ field: 'spec.a', change: 'removed' }],
    ],
    [
      'a change',
      { spec: { a: true } },
      { spec: { a: false } },
      [{ field: 'spec.a', change: 'changed', before: 'true', after: 'false' }],
    ],
    [
      'a list as one field, without its values',
      { a: ['x'] },
      { a: ['y'] },
      [{ field: 'a', change: 'changed' }],
    ],
    ['an empty mapping', {}, { a: {} }, [{ field: 'a', change: 'added' }]],
    ['an empty mapping that is already present', { a: {} }, { a: {} }, []],
    [
      'a text that becomes a mapping',
      { a: 'x' },
      { a: { b: 1 } },
      [{ field: 'a', change: 'changed', before: '"x"' }],
    ],
  ])('returns the changes for %s', (_, live, patch, expected) => {
    expect(changes(live, patch)).toEqual(expected);
  });

  it.each<[string, JsonObject]>([
    ['of a name that says secret', { password: 'hunter2' }],
    ['below such a name', { credentials: { user: 'hunter2' } }],
    ['that looks like a secret', { url: 'pg://a:hunter2@b' }],
    [
      'that is named beside it',
      { a: { name: 'DB_PASSWORD', value: 'hunter2' } },
    ],
    ['in a text of JSON', { config: '{"password":"hunter2"}' }],
    [
      "in kubectl's copy",
      { 'kubectl.kubernetes.io/last-applied-configuration': 'hunter2' },
    ],
    ['that is long', { a: `hunter2 ${'x '.repeat(40)}` }],
    ['that has lines', { a: 'hunter2\nx' }],
    ['in a list', { env: [{ name: 'A', value: 'hunter2' }] }],
  ])('does not show a value %s', (_, object) => {
    const added = changes({}, object);
    const removed = changes(object, diffObjects(object, {}) ?? {});
    expect(added.length + removed.length).toBeGreaterThanOrEqual(2);
    expect(JSON.stringify([added, removed])).not.toContain('hunter2');
  });

  it('does not show the old or new value of a mapping that is named as a secret before or after', () => {
    const named = (name: string, value: string) => ({ a: { name, value } });
    for (const [before, after] of [
      [named('DB_PASSWORD', 'old-pin'), named('DB_PASSWORD', 'new-pin')],
      [named('DB_PASSWORD', 'old-pin'), named('LOG_LEVEL', 'new-pin')],
      [named('LOG_LEVEL', 'old-pin'), named('DB_PASSWORD', 'new-pin')],
    ]) {
      const patch = diffObjects(before, after) ?? {};
      expect(changes(before, patch)).toContainEqual({
        field: 'a.value',
        change: 'changed',
      });
    }
  });

  it('returns no change if two objects are equal, and at least one change otherwise', () => {
    fc.assert(
      fc.property(json, json, (before, after) => {
        const patch = diffObjects(before, after);
        return (
          (patch === undefined) ===
          (listChangedFields(before, patch ?? {}).length === 0)
        );
      }),
    );
  });

  it('names all changes of a patch', () => {
    fc.assert(
      fc.property(json, json, (before, after) => {
        const patch = diffObjects(before, after) ?? {};
        const result = applyMergePatch(before, patch) as JsonObject;
        return diffObjects(result, after) === undefined;
      }),
    );
  });
});

describe('printPath', () => {
  it.each([
    [['spec', 'size'], 'spec.size'],
    [
      ['metadata', 'labels', 'kratix.io/promise-name'],
      'metadata.labels[kratix.io/promise-name]',
    ],
    [['data', 'a\u202eb'], 'data[a\ufffdb]'],
    [['x'.repeat(400)], 'x'.repeat(256)],
  ])('S41: prints %j', (path, expected) => {
    expect(printPath(path)).toBe(expected);
  });
});

describe('withoutRemovals', () => {
  it('leaves out the selected removals and mappings that become empty', () => {
    const patch = { spec: { a: null, b: { c: null }, d: null, e: 1, f: {} } };
    expect(withoutRemovals(patch, path => path.join('.') !== 'spec.d')).toEqual(
      { spec: { d: null, e: 1, f: {} } },
    );
    expect(withoutRemovals({ spec: { a: null } }, () => true)).toBeUndefined();
  });
});
