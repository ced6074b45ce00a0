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
  ])('allows the user to replace %j by %j', (find, insert) => {
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
  ])('does not allow the user to replace %j by %j', (find, insert, reason) => {
    expect(change(find, insert)).toEqual({ type: 'blocked', reason });
  });

  it('blocks an edit that moves the name below another parent, even if the text is valid YAML', () => {
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

  it('does not allow a namespace for an object that has none', () => {
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

  it('restores kind, version, name and namespace in a text that replaces everything, and keeps its comments and order', () => {
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

  it('adds kind, version, name and namespace if a pasted text lacks them', () => {
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

  it('does not change a pasted text that has the same kind, version, name and namespace', () => {
    expect(
      change('', text.replace('size: 1', 'size:   2'), { isPaste: true }),
    ).toEqual({ type: 'allowed' });
  });

  it.each(['not: [yaml', 'a text', '- a\n- list\n', 'a: 1\n---\nb: 2\n', ''])(
    'does not allow %j to replace the whole text, because it is not an object',
    pasted => {
      expect(change('', pasted, { isPaste: true })).toMatchObject({
        type: 'blocked',
      });
    },
  );

  it('puts a name in quotes if YAML 1.1 would read it as another type', () => {
    const named = [{ path: ['metadata', 'name'], value: 'on', reason: '' }];
    expect(
      change('', 'metadata: {name: two}\n', {
        from: 'metadata: {name: "on"}\n',
        parts: named,
        isPaste: true,
      }),
    ).toMatchObject({ text: 'metadata: { name: "on" }\n' });
  });

  it('allows step-by-step corrections of a text that already has a wrong name', () => {
    const wrong = text.replace('name: one', 'name: two');
    expect(change('name: two', 'name: o', { from: wrong })).toEqual({
      type: 'allowed',
    });
  });
});
