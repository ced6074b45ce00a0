import { completeHints } from './completeHints';
import { fieldPaths } from './fieldPaths';

const paths = fieldPaths({
  properties: {
    team: { type: 'string' },
    backup: { properties: { secret: { type: 'string' } } },
    users: { items: { properties: { role: { type: 'string' } } } },
    labels: { additionalProperties: { properties: { a: {} } } },
  },
});

/** Proposals at the mark `^`. */
function at(text: string) {
  const position = text.indexOf('^');
  const found = completeHints({
    text: text.replace('^', ''),
    position,
    paths,
  });
  return found?.options.map(({ label }) => label);
}

const inForm = (hints: string) => `kind: Promise
metadata:
  name: x
  annotations:
    kratix-portal.io/form: |
${hints.replace(/^/gm, '      ')}
spec: {}
`;

describe('fieldPaths', () => {
  it('writes paths in the same form as the hints', () => {
    expect(paths).toEqual([
      'team',
      'backup',
      'backup.secret',
      'users',
      'users[].role',
      'labels',
      'labels{}.a',
    ]);
  });
});

describe('completeHints', () => {
  it.each([
    ['^', ['pages', 'order', 'fields', 'singlePage', 'hideNamespace']],
    [
      'singlePage: true\nfi^',
      ['pages', 'order', 'fields', 'singlePage', 'hideNamespace'],
    ],
    ['singlePage: ^', ['true', 'false']],
    ['fields:\n  ^', paths],
    ['order: [^', ['team', 'backup', 'users', 'labels']],
    ['order:\n  - ^', ['team', 'backup', 'users', 'labels']],
    ['order:\n- ^', ['team', 'backup', 'users', 'labels']],
    ['pages:\n  - ^', ['title', 'description', 'fields']],
    ['pages:\n  - title: A\n    ^', ['title', 'description', 'fields']],
    [
      'pages:\n  - title: A\n    fields: [team, b^',
      ['team', 'backup', 'users', 'labels'],
    ],
    [
      'fields:\n  team: {widget: ^',
      [
        'textarea',
        'password',
        'radio',
        'select',
        'range',
        'updown',
        'checkboxes',
        'yaml',
      ],
    ],
    ['fields:\n  team:\n    hidden: t^', ['true', 'false']],
    ['title: ^', undefined],
  ])(
    'proposes keys and values in the form annotation at %j',
    (hints, labels) => {
      expect(at(inForm(hints))).toEqual(labels);
    },
  );

  it.each([
    'fields:\n  team:\n    wid^',
    'fields:\n  team: {^',
    'fields:\n  users[].role: {title: A, ^',
  ])('proposes the keys of a field at %j', hints => {
    expect(at(inForm(hints))).toContain('secretName');
  });

  it('replaces the word before the cursor', () => {
    const text = inForm('fields:\n  users[].ro');
    const position = text.indexOf('[].ro') + '[].ro'.length;

    expect(completeHints({ text, position, paths })?.from).toBe(
      text.indexOf('users[]'),
    );
  });

  it('proposes hints in a schema, and the names of annotations in metadata', () => {
    expect(
      at('team:\n  type: string\n  x-kratix-portal-form:\n    ^'),
    ).toContain('widget');
    expect(at('metadata:\n  annotations:\n    ^')).toContain(
      'kratix-portal.io/form: |',
    );
  });

  it.each([
    '^',
    'spec:\n  ^',
    'metadata:\n  na^',
    'a: {b: ^',
    '- ^',
    `${inForm('x')}  api: ^`,
  ])('proposes nothing at %j', text => {
    expect(at(text)).toBeUndefined();
  });
});
