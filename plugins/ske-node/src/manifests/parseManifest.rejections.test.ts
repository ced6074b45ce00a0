import { head, named, refusal } from './__testUtils__/manifestTexts';

describe('parseManifest', () => {
  it.each<[string, string, string, RegExp]>([
    ['S32', 'nothing', '', /manifest is empty/],
    [
      'S31',
      'input of a form that is not valid YAML',
      `${named}spec: {a: {kratix-portal.io/invalid-yaml: "b: ["}}`,
      /spec\.a is not complete: .*correct it in the form/,
    ],
    [
      'S31',
      'rows of a form that are not complete',
      `${named}spec: {a: [{b: 1, kratix-portal.io/incomplete-rows: []}]}`,
      /spec\.a\[0\] is not complete/,
    ],
    ['S32', 'only comments', '# a\n---\n---\n', /manifest is empty/],
    ['S32', 'a text', 'hello', /must be one object/],
    ['S32', 'an array', '- a: 1', /must be one object/],
    ['S32', 'two documents', `${named}---\n${named}`, /holds 2 documents/],
    [
      'S32',
      'a List',
      'apiVersion: v1\nkind: List\nitems: []',
      /kind is List; exactly one/,
    ],
    [
      'S32',
      'a list of a kind',
      'apiVersion: v1\nkind: ConfigMapList\nitems: []',
      /kind is ConfigMapList/,
    ],
    ['S30', 'broken YAML', 'a: [', /cannot be read/],
    ['S30', 'an anchor', `${named}spec: {a: &x 1}`, /spec\.a has an anchor/],
    [
      'S30',
      'an alias',
      `${named}spec: {a: *x}`,
      /cannot be read.*alias|spec\.a is an alias/i,
    ],
    [
      'S30',
      'an alias of an anchor',
      `${named}x: &x {a: 1}\nspec: {a: *x}`,
      /anchor|alias/,
    ],
    ['S30', 'a known tag', `${named}spec: {a: !!str 1}`, /spec\.a has a tag/],
    ['S30', 'an unknown tag', `${named}spec: {a: !foo 1}`, /cannot be read/],
    ['S30', 'a tagged root', `!!map\n${named}`, /has a tag/],
    ['S30', 'a directive', `%YAML 1.1\n---\n${named}`, /has a directive/],
    ['S30', 'a tag directive', `%TAG ! tag:a,1:\n---\n${named}`, /directive/],
    [
      'S30',
      'a duplicate key',
      `${named}spec: {a: 1, a: 2}`,
      /spec\.a is a duplicate key/,
    ],
    ['S30', 'a root key twice', `${named}kind: Pod`, /kind is a duplicate key/],
    [
      'S30',
      'a key that is a list',
      `${named}spec: {? [a] : 1}`,
      /cannot be read/,
    ],
    [
      'S30',
      'nesting over 64 levels',
      `${named}spec: ${'['.repeat(70)}${']'.repeat(70)}`,
      /nested more than 64/,
    ],
    [
      'S30',
      'over 20,000 values',
      `${named}spec: [${'1,'.repeat(20_001)}]`,
      /more than 20000 values/,
    ],
    ['S22', 'over 512 KiB', `${named}# ${'a'.repeat(512 * 1024)}`, /512 KiB/],
    [
      'S31',
      '__proto__',
      `${named}spec: {__proto__: {polluted: true}}`,
      /spec\.__proto__ is a key/,
    ],
    [
      'S31',
      'an integer over 2^53',
      `${named}spec: {a: 9007199254740993}`,
      /2\^53/,
    ],
    [
      'S31',
      'a hexadecimal integer over 2^53',
      `${named}spec: {a: 0x20000000000001}`,
      /2\^53/,
    ],
    ['S31', 'a whole float over 2^53', `${named}spec: {a: 1e17}`, /2\^53/],
    ['S31', 'not a number', `${named}spec: {a: .nan}`, /not a finite number/],
    ['S31', 'infinity', `${named}spec: {a: -.inf}`, /not a finite number/],
    [
      'S31',
      'a number that overflows',
      `${named}spec: {a: 1e999}`,
      /not a finite/,
    ],
    [
      'S31',
      'a number that becomes 0',
      `${named}spec: {a: 1e-400}`,
      /spec\.a is so small a number/,
    ],
    ['S31', 'NUL', `${named}spec: {a: "\\0"}`, /spec\.a has a NUL/],
    ['S31', 'NUL in a key', `${named}spec: {"a\\0": 1}`, /has a NUL/],
    [
      'S31',
      'half a surrogate',
      `${named}spec: {a: "\\ud800"}`,
      /surrogate|cannot be read/,
    ],
    [
      'S33',
      'no apiVersion',
      'kind: A\nmetadata: {name: a}',
      /apiVersion is missing/,
    ],
    [
      'S33',
      'no kind',
      'apiVersion: v1\nmetadata: {name: a}',
      /kind is missing/,
    ],
    ['S33', 'no metadata', head, /metadata\.name is missing/],
    ['S33', 'no name', `${head}metadata: {}`, /metadata\.name is missing/],
    ['S33', 'an empty name', `${head}metadata: {name: ""}`, /name is missing/],
    [
      'S33',
      'a number as name',
      `${head}metadata: {name: 1}`,
      /name must be a string/,
    ],
    [
      'S33',
      'metadata that is a string',
      `${head}metadata: a`,
      /metadata must be a mapping/,
    ],
    [
      'S21',
      'a hostile name',
      `${head}metadata: {name: ../a}`,
      /metadata\.name is not/,
    ],
    [
      'S21',
      'a hostile namespace',
      `${head}metadata: {name: a, namespace: a/b}`,
      /metadata\.namespace is not/,
    ],
    [
      'S21',
      'a hostile kind',
      'apiVersion: v1\nkind: a/b\nmetadata: {name: a}',
      /kind is not/,
    ],
    [
      'S21',
      'a hostile apiVersion',
      'apiVersion: a/b/c\nkind: A\nmetadata: {name: a}',
      /apiVersion is not/,
    ],
    [
      'S33',
      'generateName',
      `${head}metadata: {generateName: a-}`,
      /metadata\.generateName/,
    ],
    [
      'S33',
      'ownerReferences',
      `${head}metadata: {name: a, ownerReferences: []}`,
      /metadata\.ownerReferences/,
    ],
    [
      'S33',
      'finalizers',
      `${head}metadata: {name: a, finalizers: [b]}`,
      /metadata\.finalizers/,
    ],
    [
      'S33',
      'an unknown field',
      `${head}metadata: {name: a, lables: {}}`,
      /metadata\.lables/,
    ],
    [
      'S33',
      'a label that is a number',
      `${head}metadata: {name: a, labels: {v: 1}}`,
      /metadata\.labels\.v must be a string/,
    ],
    [
      'S33',
      'an annotation without a value',
      `${head}metadata: {name: a, annotations: {v: }}`,
      /metadata\.annotations\.v must be/,
    ],
    [
      'S33',
      'a resourceVersion that is a number',
      `${head}metadata: {name: a, resourceVersion: 5}`,
      /metadata\.resourceVersion must be/,
    ],
    [
      'S33',
      'an empty namespace',
      `${head}metadata: {name: a, namespace: ""}`,
      /metadata\.namespace is empty/,
    ],
  ])('%s: rejects %s', (_id, _what, text, message) => {
    const error = refusal(text);
    expect(error.code).toBe('invalid-input');
    expect(error.message).toMatch(message);
  });

  it('names all invalid fields at once', () => {
    const error = refusal('metadata: {finalizers: []}');
    expect(error.causes?.map(({ field }) => field)).toEqual([
      'metadata.finalizers',
      'apiVersion',
      'kind',
      'metadata.name',
    ]);
  });
});
