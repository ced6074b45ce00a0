import type { JsonObject, JsonValue } from '@backstage/types';
import fc from 'fast-check';
import { isEqual, keyOfPath, mergeValues } from './mergeValues';
import { readListKeys } from './readListKeys';
import { readManagers } from './readManagers';

const merge = (base: JsonValue, live: JsonValue, mine: JsonValue) =>
  mergeValues({ base, live, mine });

const objects = fc.dictionary(
  fc.constantFrom('a', 'b', 'c', '__proto__'),
  fc.letrec(tie => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc.integer({ min: 0, max: 2 }),
      fc.constantFrom('x', 'y', null, true),
      fc.array(tie('value'), { maxLength: 2 }),
      fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('value')),
    ),
  })).value as fc.Arbitrary<JsonValue>,
) as fc.Arbitrary<JsonObject>;

describe('mergeValues', () => {
  it('returns the value and no differences if no writer has changed it', () => {
    fc.assert(
      fc.property(objects, value => {
        const { merged, differences } = merge(value, value, value);
        expect(isEqual(merged, value)).toBe(true);
        expect(differences).toEqual([]);
      }),
    );
  });

  it('takes all changes of one writer if the other writer has changed nothing', () => {
    fc.assert(
      fc.property(objects, objects, (base, changed) => {
        expect(isEqual(merge(base, changed, base).merged, changed)).toBe(true);
        expect(isEqual(merge(base, base, changed).merged, changed)).toBe(true);
      }),
    );
  });

  it('keeps the changes of both writers if they are in different fields', () => {
    fc.assert(
      fc.property(objects, objects, objects, (base, mine, live) => {
        const { merged, differences } = merge(
          { left: base, right: base },
          { left: base, right: live },
          { left: mine, right: base },
        );
        expect(isEqual(merged, { left: mine, right: live })).toBe(true);
        expect(differences.some(({ kind }) => kind === 'conflict')).toBe(false);
      }),
    );
  });

  it('takes the live value of every conflict if the user chooses so, and otherwise the user’s own value', () => {
    fc.assert(
      fc.property(objects, objects, objects, (base, live, mine) => {
        const { differences } = merge(base, live, mine);
        const choices = Object.fromEntries(
          differences.map(({ path }) => [keyOfPath(path), 'live' as const]),
        );
        const chosen = mergeValues({ base, live, mine, choices }).merged;
        const own = merge(base, live, mine).merged;
        const conflicts = differences.filter(({ kind }) => kind === 'conflict');
        expect(conflicts.map(({ path }) => at(chosen, path))).toEqual(
          conflicts.map(({ live: theirs }) => theirs),
        );
        expect(conflicts.map(({ path }) => at(own, path))).toEqual(
          conflicts.map(({ mine: yours }) => yours),
        );
      }),
    );
  });

  it('reports who has changed which field', () => {
    const { merged, differences } = merge(
      { size: 1, mode: 'a', tags: ['x'], old: 1 },
      { size: 2, mode: 'b', tags: ['x', 'y'], old: 1 },
      { size: 1, mode: 'c', tags: ['x', 'y'] },
    );
    expect(merged).toEqual({ size: 2, mode: 'c', tags: ['x', 'y'] });
    expect(differences.map(({ path, kind }) => [path.join('.'), kind])).toEqual(
      [
        ['size', 'live'],
        ['mode', 'conflict'],
        ['tags', 'same'],
        ['old', 'mine'],
      ],
    );
  });

  const listKeys = readListKeys({
    type: 'object',
    properties: {
      ports: {
        type: 'array',
        'x-kubernetes-list-type': 'map',
        'x-kubernetes-list-map-keys': ['name'],
        items: { type: 'object', properties: { name: { type: 'string' } } },
      },
    },
  });

  it('merges the items of a list with keys', () => {
    const { merged, differences } = mergeValues({
      base: {
        ports: [
          { name: 'a', port: 1 },
          { name: 'b', port: 2 },
        ],
      },
      live: {
        ports: [
          { name: 'b', port: 3 },
          { name: 'c', port: 4 },
        ],
      },
      mine: {
        ports: [
          { name: 'a', port: 1 },
          { name: 'b', port: 2, tls: true },
        ],
      },
      listKeys,
    });
    expect(merged).toEqual({
      ports: [
        { name: 'b', port: 3, tls: true },
        { name: 'c', port: 4 },
      ],
    });
    expect(differences.map(({ kind }) => kind)).not.toContain('conflict');
  });

  it('treats a list as one value if it has no keys, or the same key twice', () => {
    const lists = (twice: boolean) => ({
      base: { ports: [{ name: 'a' }] },
      live: { ports: [{ name: 'a' }, { name: twice ? 'a' : 'b' }] },
      mine: { ports: [{ name: 'c' }] },
    });
    const kinds = (options: Parameters<typeof mergeValues>[0]) =>
      mergeValues(options).differences.map(({ kind }) => kind);
    expect(kinds(lists(false))).toEqual(['conflict']);
    expect(kinds({ ...lists(true), listKeys })).toEqual(['conflict']);
  });
});

describe('readManagers', () => {
  const managedFields = [
    {
      manager: 'kratix-portal',
      operation: 'Update',
      time: '2026-01-01T10:00:00Z',
      fieldsV1: {
        'f:spec': {
          'f:size': {},
          'f:tags': {},
          'f:ports': { 'k:{"name":"a"}': { '.': {}, 'f:port': {} } },
        },
      },
    },
    {
      manager: 'autoscaler',
      operation: 'Update',
      time: '2026-01-01T11:00:00Z',
      fieldsV1: {
        'f:spec': {
          'f:size': {},
          'f:replicas': {},
          'f:ports': { 'k:{"name":"a\\u003cb"}': { 'f:port': {} } },
        },
      },
    },
  ];
  const names = (...path: string[]) =>
    readManagers(managedFields, path).map(({ name }) => name);

  it('names who wrote a field, the latest first', () => {
    expect(names('spec', 'size')).toEqual(['autoscaler', 'kratix-portal']);
    expect(names('spec', 'replicas')).toEqual(['autoscaler']);
  });

  it('names the owner of a list that is merged as one value, and the owner of a list item with a key', () => {
    expect(names('spec', 'tags', '0')).toEqual(['kratix-portal']);
    expect(names('spec', 'ports', 'name="a"', 'port')).toEqual([
      'kratix-portal',
    ]);
  });

  it('finds the owner of an item whose key the API server writes with escape sequences', () => {
    expect(names('spec', 'ports', 'name="a<b"', 'port')).toEqual([
      'autoscaler',
    ]);
  });

  it('returns no manager if the field has no owner', () => {
    expect(names('spec', 'other')).toEqual([]);
    expect(readManagers(undefined, ['spec'])).toEqual([]);
  });
});

function at(value: JsonValue | undefined, path: readonly string[]) {
  return path.reduce<JsonValue | undefined>(
    (found, step) =>
      typeof found === 'object' && found !== null && Object.hasOwn(found, step)
        ? (found as JsonObject)[step]
        : undefined,
    value,
  );
}
