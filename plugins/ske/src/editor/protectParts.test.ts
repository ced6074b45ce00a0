import { EditorState } from '@codemirror/state';
import { protectParts, type ReadOnlyPart } from './protectParts';
import { YamlSource } from './YamlSource';

const parts: ReadOnlyPart[] = [
  { path: ['apiVersion'], value: 'example.com/v1', reason: 'kind' },
  { path: ['kind'], value: 'Thing', reason: 'kind' },
  { path: ['metadata', 'name'], value: 'one', reason: 'name' },
  { path: ['metadata', 'namespace'], value: 'a', reason: 'name' },
];
const text = `apiVersion: example.com/v1
kind: Thing
metadata:
  name: one
  namespace: a
  labels:
    team: red
spec:
  size: 1
`;

/** Replaces a part of a text, as an editor does. An empty `find` stands for the whole text. */
function change(
  find: string,
  insert: string,
  options: { isPaste?: boolean; from?: string; parts?: ReadOnlyPart[] } = {},
) {
  const { isPaste = false, from: before = text } = options;
  const from = before.indexOf(find);
  expect(from).toBeGreaterThanOrEqual(0);
  const to = find === '' ? before.length : from + find.length;
  const { changes, newDoc } = EditorState.create({ doc: before }).update({
    changes: { from, to, insert },
  });
  return protectParts({
    before: new YamlSource(before),
    after: new YamlSource(newDoc.toString()),
    parts: options.parts ?? parts,
    isTouched: range => changes.touchesRange(range.from, range.to) !== false,
    isPaste,
  });
}

describe('protectParts', () => {
  it.each([
    ['size: 1', 'size: 2'],
    ['spec:\n', '# a comment\nspec:\n'],
    ['kind: Thing\n', 'kind: Thing # a comment\n'],
    ['apiVersion', '# a comment\napiVersion'],
    ['size: 1', 'size: ['],
    ['    team: red\n', ''],
  ])('allows that %j becomes %j', (find, insert) => {
    expect(change(find, insert)).toEqual({ type: 'allowed' });
  });

  it.each([
    ['Thing', 'Other', 'kind'],
    ['kind: Thing\n', '', 'kind'],
    ['Thing\n', 'Things\n', 'kind'],
    ['kind', '# kind', 'kind'],
    ['one', 'other', 'name'],
    ['  name: one\n', '', 'name'],
    ['  namespace: a\n', '  namespace: b\n', 'name'],
    // The whole text, such as after Ctrl+A.
    ['', '', 'kind'],
    ['', 'x', 'kind'],
  ])('blocks that %j becomes %j', (find, insert, reason) => {
    expect(change(find, insert)).toEqual({ type: 'blocked', reason });
  });

  it('blocks a valid text in which a part has another parent', () => {
    expect(
      change('  labels:', '  other:\n    labels:', {
        from: text
          .replace('  name: one\n', '')
          .replace('spec:', '  name: one\nspec:'),
      }).type,
    ).toBe('allowed');
    expect(
      change(
        '  labels:\n    team: red\n  name',
        '  labels:\n    team: red\n    name',
        {
          from: `apiVersion: example.com/v1
kind: Thing
metadata:
  namespace: a
  labels:
    team: red
  name: one
`,
        },
      ),
    ).toEqual({ type: 'blocked', reason: 'name' });
  });

  it('blocks a namespace that the object does not have', () => {
    const clusterScoped = text.replace('  namespace: a\n', '');
    expect(
      change('  name: one\n', '  name: one\n  namespace: b\n', {
        from: clusterScoped,
        parts: parts.map(part =>
          part.value === 'a' ? { ...part, value: undefined } : part,
        ),
      }),
    ).toEqual({ type: 'blocked', reason: 'name' });
  });

  it('keeps the values in a text that is pasted over everything, with its comments and its order', () => {
    const pasted = `# mine
kind: Other # the kind
apiVersion: other.com/v2
spec:
  size: 2 # big
metadata: {name: two, labels: {team: blue}}
`;
    expect(change('', pasted, { isPaste: true })).toEqual({
      type: 'restored',
      reason: 'kind',
      text: `# mine
kind: Thing # the kind
apiVersion: example.com/v1
spec:
  size: 2 # big
metadata: { name: one, labels: { team: blue }, namespace: a }
`,
    });
  });

  it('adds the values to a pasted text that has none of them', () => {
    expect(change('', 'spec:\n  size: 2\n', { isPaste: true })).toEqual({
      type: 'restored',
      reason: 'kind',
      text: `apiVersion: example.com/v1
kind: Thing
metadata:
  name: one
  namespace: a
spec:
  size: 2
`,
    });
    expect(
      change('', 'metadata: text\nspec: {}\n', { isPaste: true }),
    ).toMatchObject({
      text: expect.stringContaining('metadata:\n  name: one'),
    });
  });

  it('takes a pasted text that has all values already as it is', () => {
    expect(
      change('', text.replace('size: 1', 'size:   2'), { isPaste: true }),
    ).toEqual({ type: 'allowed' });
  });

  it.each(['not: [yaml', 'a text', '- a\n- list\n', 'a: 1\n---\nb: 2\n', ''])(
    'blocks %j, which is not an object, over everything',
    pasted => {
      expect(change('', pasted, { isPaste: true })).toMatchObject({
        type: 'blocked',
      });
    },
  );

  it('writes a name that other tools read as something else in quotes', () => {
    const named = [{ path: ['metadata', 'name'], value: 'on', reason: '' }];
    expect(
      change('', 'metadata: {name: two}\n', {
        from: 'metadata: {name: "on"}\n',
        parts: named,
        isPaste: true,
      }),
    ).toMatchObject({ text: 'metadata: { name: "on" }\n' });
  });

  it('allows a text that is already wrong to be corrected step by step', () => {
    const wrong = text.replace('name: one', 'name: two');
    expect(change('name: two', 'name: o', { from: wrong })).toEqual({
      type: 'allowed',
    });
  });
});
