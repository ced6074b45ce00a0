import fc from 'fast-check';
import { JsonObject, JsonValue } from '@backstage/types';
import { applyMergePatch } from '../testUtils';
import { applyJsonPatch } from '../testUtils/applyJsonPatch';
import { createMergePatch, toJsonPatch } from './mergePatch';
import type { UpdateManifest } from './keepFieldsOfOthers';

function manifest(
  content: JsonObject,
  metadata: Partial<
    Pick<UpdateManifest, 'labels' | 'annotations' | 'withdrawn'>
  > = {},
): UpdateManifest {
  return {
    ref: { apiVersion: 'v1', kind: 'A', name: 'a' },
    labels: {},
    annotations: {},
    preconditions: {},
    madeFrom: {},
    notices: [],
    withdrawn: { labels: [], annotations: [] },
    kept: [],
    content,
    ...metadata,
  };
}

describe('createMergePatch', () => {
  it.each<[string, JsonObject, JsonObject, JsonObject | undefined]>([
    ['nothing to do', { spec: { a: 1 } }, { spec: { a: 1 } }, undefined],
    [
      'a changed value',
      { spec: { a: 1, b: 2 } },
      { spec: { a: 3, b: 2 } },
      { spec: { a: 3 } },
    ],
    [
      'a removed field',
      { spec: { a: 1, b: 2 } },
      { spec: { a: 1 } },
      { spec: { b: null } },
    ],
    [
      'a removed object',
      { spec: { a: { b: 1 } } },
      { spec: {} },
      { spec: { a: null } },
    ],
    [
      'an added object',
      { spec: {} },
      { spec: { a: { b: 1 } } },
      { spec: { a: { b: 1 } } },
    ],
    [
      'an object for a value',
      { spec: { a: 1 } },
      { spec: { a: { b: 1 } } },
      { spec: { a: { b: 1 } } },
    ],
    [
      'an array, whole',
      { spec: { a: [1, 2] } },
      { spec: { a: [2] } },
      { spec: { a: [2] } },
    ],
    [
      'an equal array',
      { spec: { a: [{ b: 1, c: 2 }] } },
      { spec: { a: [{ c: 2, b: 1 }] } },
      undefined,
    ],
    [
      'null for absent in an array',
      { spec: { a: [{ b: 1 }] } },
      { spec: { a: [{ b: 1, c: null }] } },
      undefined,
    ],
    [
      'a stored null that stays in an array',
      { spec: { a: [{ b: 1, c: null }] } },
      { spec: { a: [{ b: 1, c: null }] } },
      undefined,
    ],
    [
      'a stored null that is removed from an array',
      { spec: { a: [{ b: 1, c: null }] } },
      { spec: { a: [{ b: 1 }] } },
      { spec: { a: [{ b: 1 }] } },
    ],
    [
      'an array in another order',
      { spec: { a: [1, 2] } },
      { spec: { a: [2, 1] } },
      { spec: { a: [2, 1] } },
    ],
    ['null for absent', { spec: {} }, { spec: { a: null } }, undefined],
    ['absent for null', { spec: { a: null } }, { spec: {} }, undefined],
    [
      'null for a value',
      { spec: { a: 1 } },
      { spec: { a: null } },
      { spec: { a: null } },
    ],
    [
      '1 and "1" apart',
      { spec: { a: 1 } },
      { spec: { a: '1' } },
      { spec: { a: '1' } },
    ],
    [
      '0, false and "" kept',
      { spec: {} },
      { spec: { a: 0, b: false, c: '' } },
      { spec: { a: 0, b: false, c: '' } },
    ],
    ['no spec at all', { spec: { a: 1 }, data: { x: '1' } }, {}, undefined],
    [
      'other top-level content',
      { data: { x: '1', y: '2' } },
      { data: { x: '1' } },
      { data: { y: null } },
    ],
    [
      'a top-level key that the manifest does not have',
      { data: { x: '1' }, immutable: true },
      { data: { x: '1' } },
      undefined,
    ],
    [
      'names of properties that every JavaScript object has',
      { spec: {} },
      { spec: { toString: 'a', constructor: 'b' } },
      { spec: { toString: 'a', constructor: 'b' } },
    ],
    [
      'status left alone',
      { spec: {}, status: { a: 1 } },
      { spec: {} },
      undefined,
    ],
  ])('computes %s', (_, live, content, expected) => {
    expect(createMergePatch(live, manifest(content))).toEqual(expected);
  });

  it('removes a live key named __proto__, which a ConfigMap may have', () => {
    const live = JSON.parse('{"data":{"__proto__":"x","a":"1"}}');
    const patch = createMergePatch(live, manifest({ data: { a: '1' } }));
    expect(JSON.stringify(patch)).toBe('{"data":{"__proto__":null}}');
  });

  it('sets labels and annotations, and does not remove other labels and annotations', () => {
    const live = {
      metadata: {
        labels: { 'kratix.io/promise-name': 'db', team: 'a' },
        annotations: { theirs: '1' },
        finalizers: ['kratix.io/work-cleanup'],
      },
    };
    expect(
      createMergePatch(
        live,
        manifest({}, { labels: { team: 'b' }, annotations: { mine: '2' } }),
      ),
    ).toEqual({
      metadata: { labels: { team: 'b' }, annotations: { mine: '2' } },
    });
    expect(
      createMergePatch(live, manifest({}, { labels: { team: 'a' } })),
    ).toBeUndefined();
  });

  const json = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<JsonValue>;
  const spec = fc.dictionary(fc.string({ maxLength: 3 }), json, {
    noNullPrototype: true,
  }) as fc.Arbitrary<JsonObject>;

  it('S34: makes the live spec equal to the submitted one, so that a second patch is empty', () => {
    fc.assert(
      fc.property(spec, spec, (liveSpec, wanted) => {
        const live = { spec: liveSpec, status: { kept: true } };
        const patch = createMergePatch(live, manifest({ spec: wanted }));
        const result = applyMergePatch(live, patch ?? {}) as JsonObject;
        expect(withoutNulls(result.spec)).toEqual(withoutNulls(wanted));
        expect(result.status).toEqual({ kept: true });
        expect(
          createMergePatch(result, manifest({ spec: wanted })),
        ).toBeUndefined();
      }),
      { numRuns: 1000 },
    );
  });
});

describe('toJsonPatch', () => {
  it('leaves out the nulls of an added mapping or list, as a merge patch does', () => {
    const patch = { spec: { obj: { a: null, b: [null, { c: null }] } } };
    expect(toJsonPatch({ spec: {} }, patch)).toEqual([
      { op: 'add', path: '/spec/obj', value: { b: [null, {}] } },
    ]);
  });

  it('results in the same object as the merge patch', () => {
    // The objects are written and read again because JSON has no -0.
    const objects = fc
      .dictionary(
        fc.constantFrom('a', 'b', 'c'),
        fc.jsonValue({ maxDepth: 3 }),
        { noNullPrototype: true },
      )
      .map((object): JsonObject => JSON.parse(JSON.stringify(object)));
    fc.assert(
      fc.property(objects, objects, (live, patch) => {
        expect(applyJsonPatch(live, toJsonPatch(live, patch))).toEqual(
          applyMergePatch(live, patch),
        );
      }),
    );
  });
});

/** A merge patch cannot set null, so null counts as absent. */
function withoutNulls(value: JsonValue | undefined): JsonValue | undefined {
  if (Array.isArray(value)) {
    return value.map(item => withoutNulls(item) ?? null);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== null)
      .map(([key, item]) => [key, withoutNulls(item)]),
  );
}
