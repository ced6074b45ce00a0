import { readPromiseSource } from './readPromiseSource';
import { MOST_CHARACTERS } from './readDocuments';

const promise = (name: string) => `apiVersion: platform.kratix.io/v1alpha1
kind: Promise
metadata:
  name: ${name}
spec: {}
`;

const invalid = (text: string) => {
  const content = readPromiseSource(text);
  return content.type === 'invalid' ? content.problem : content;
};

describe('readPromiseSource', () => {
  it('reports nothing for an empty text', () => {
    expect(readPromiseSource(' \n')).toEqual({ type: 'empty' });
  });

  it('finds the Promise and names the other documents', () => {
    const text = `---
apiVersion: v1
kind: Namespace
metadata: {name: team-a}
---
# The Promise
${promise('redis')}---
`;
    const content = readPromiseSource(text);

    expect(content).toMatchObject({
      type: 'promises',
      candidates: [{ line: 7, promise: { metadata: { name: 'redis' } } }],
      others: [{ kind: 'Namespace', name: 'team-a', line: 2 }],
    });
    const [{ text: own }] = (
      content as Extract<typeof content, { type: 'promises' }>
    ).candidates;
    expect(own).toContain('kind: Promise');
    expect(own).not.toContain('Namespace');
  });

  it('keeps the indentation of a document', () => {
    const text = promise('redis').replace(/^/gm, '  ').trimEnd();

    const content = readPromiseSource(text);

    expect(content).toMatchObject({
      candidates: [{ text }],
    });
  });

  it('offers a choice of several Promises', () => {
    expect(
      readPromiseSource(`${promise('a')}---\n${promise('b')}`),
    ).toMatchObject({
      candidates: [
        { line: 1, promise: { metadata: { name: 'a' } } },
        { line: 7, promise: { metadata: { name: 'b' } } },
      ],
      others: [],
    });
  });

  it('reads JSON, and a CustomResourceDefinition as the API of a Promise', () => {
    const api = {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'caches.demo.example.com' },
      spec: {},
    };

    expect(readPromiseSource(JSON.stringify(api))).toEqual({
      type: 'promises',
      candidates: [
        {
          line: 1,
          promise: {
            apiVersion: 'platform.kratix.io/v1alpha1',
            kind: 'Promise',
            metadata: { name: 'caches' },
            spec: { api },
          },
        },
      ],
      others: [],
    });
  });

  it('has the line and the text of JSON after empty lines', () => {
    const text = JSON.stringify({
      apiVersion: 'platform.kratix.io/v1alpha1',
      kind: 'Promise',
      metadata: { name: 'redis' },
    });

    expect(readPromiseSource(`\n\n${text}`)).toMatchObject({
      candidates: [{ line: 3, text }],
    });
  });

  it.each([
    [
      'unusual spaces and invisible marks in a description',
      'description: One of:\u00a0small, large\u200b',
      { description: 'One of:\u00a0small, large\u200b' },
    ],
    ['a value with the tag of a text', 'x: !!str yes', { x: 'yes' }],
    [
      'an alias of an inner anchor with the name of an outer one',
      'x: &x\n  b: &x 1\n  c: *x',
      { x: { b: 1, c: 1 } },
    ],
  ])('accepts %s', (_, lines, read) => {
    expect(readPromiseSource(`${promise('a')}${lines}\n`)).toMatchObject({
      candidates: [{ promise: read }],
    });
  });

  it.each([
    ['a: [1', { code: 'syntax', line: 1 }],
    [
      `${promise('a')}x:\n  default: yes\n`,
      {
        code: 'ambiguous',
        line: 7,
        ambiguity: { role: 'value', name: 'default', source: 'yes' },
      },
    ],
    [`${promise('a')}on: 1\n`, { code: 'ambiguous', line: 6 }],
    [`${promise('a')}bad line\n`, { code: 'syntax', line: 6 }],
    ['{"a": ', { code: 'syntax', line: 1 }],
    ['\n\njust words', { code: 'not-object', line: 3 }],
    ['- a\n- b', { code: 'not-object', line: 1 }],
    ['kind: Pod\napiVersion: v1', { code: 'no-promise', kinds: ['Pod'] }],
    ['a: 1', { code: 'no-promise', kinds: ['?'] }],
    ['# only a comment', { code: 'no-promise', kinds: [] }],
    [`---\n${promise('')}`, { code: 'no-name', line: 2 }],
    [promise('Not_A_Name'), { code: 'no-name', line: 1 }],
    [promise('a'.repeat(64)), { code: 'long-name', line: 1 }],
    ['\u0000\u0001', { code: 'not-object', line: 1 }],
    [
      `${promise('a')}x: &x\n  z: [*x]\n`,
      { code: 'endless-alias', line: 7, source: 'x' },
    ],
    [
      `${promise('a')}host: *.example.com\n`,
      { code: 'unknown-alias', line: 6, source: '.example.com' },
    ],
    [`${promise('a')}x: !!set {a, b}\n`, { code: 'syntax', line: 6 }],
    [`${promise('a')}x: !mine 1\n`, { code: 'syntax', line: 6 }],
    [
      `kind: Promise\nmetadata:\n  \u00a0name: a\n`,
      { code: 'hidden', line: 3, source: '\u00a0name' },
    ],
    [
      `${promise('a')}x:\n  description:\u00a0b\n`,
      { code: 'hidden', line: 7, source: 'description:\u00a0b' },
    ],
    ['['.repeat(9_000), { code: 'too-deep', line: 1 }],
    [
      `\n{"a":${'['.repeat(9_000)}${']'.repeat(9_000)}}`,
      { code: 'too-deep', line: 2 },
    ],
  ])('rejects %.60j', (text, problem) => {
    expect(invalid(text)).toMatchObject(problem);
  });

  it('rejects aliases that would expand endlessly, and a text that is too large', () => {
    const bomb = [
      'a: &a [x, x, x, x, x, x, x, x, x, x]',
      'b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]',
      'c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]',
      'd: [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]',
    ].join('\n');

    expect(invalid(bomb)).toMatchObject({ code: 'alias' });
    expect(invalid('x'.repeat(MOST_CHARACTERS + 1))).toEqual({
      code: 'too-large',
    });
  });
});
