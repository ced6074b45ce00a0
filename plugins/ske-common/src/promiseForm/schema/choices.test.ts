import type { JsonObject } from '@backstage/types';
import { readChoiceGroups } from './choices';

const text = { type: 'string' };

function groupsOf(rules: JsonObject) {
  return readChoiceGroups({
    type: 'object',
    properties: { a: text, b: text, longName: text, kind: text, $ref: text },
    ...rules,
  });
}

function choicesOf(oneOf: JsonObject[], more: JsonObject = {}) {
  return groupsOf({ oneOf, ...more }).flatMap(({ choices }) => choices);
}

/** Summarises the groups: the fields of each choice, and whether the user must choose exactly one or at most one. */
function summaryOf(rules: JsonObject, properties = ['a', 'b']) {
  const schema = {
    type: 'object',
    properties: Object.fromEntries(properties.map(name => [name, text])),
    ...rules,
  };
  return readChoiceGroups(schema).map(
    ({ choices, optional }) =>
      `${optional ? 'at most' : 'exactly'} ${choices.map(({ fields }) => fields.join('+')).join(',')}`,
  );
}

const required = (...names: string[]) => ({ required: names });
const cel = (...rules: string[]) => ({
  'x-kubernetes-validations': rules.map(rule => ({ rule })),
});
const pairs = [required('a', 'b'), required('a', 'c'), required('b', 'c')];
const anyOf = [required('a'), required('b')];

describe('G5: readChoiceGroups', () => {
  it('reads branches that require different properties', () => {
    expect(
      choicesOf([{ required: ['b', 'longName'] }, { required: ['a'] }]),
    ).toEqual([
      { title: 'B and Long name', fields: ['b', 'longName'] },
      { title: 'A', fields: ['a'] },
    ]);
  });

  it('reads branches that define their own properties, and their titles', () => {
    expect(
      choicesOf([
        {
          title: 'A bucket',
          required: ['x'],
          properties: { x: text, y: text },
        },
        { description: 'A disk.', required: ['a'] },
      ]),
    ).toEqual([
      { title: 'A bucket', fields: ['x', 'y'] },
      { title: 'A disk', fields: ['a'] },
    ]);
  });

  it.each<[string, JsonObject[], JsonObject?]>([
    ['one branch', [{ required: ['a'] }]],
    ['a branch that requires no property', [{ required: ['a'] }, {}]],
    [
      'a property that is in two branches',
      [{ required: ['a'] }, { required: ['a', 'b'] }],
    ],
    [
      'a choice that depends on a value',
      [
        { required: ['a'], properties: { kind: { enum: ['x'] } } },
        { required: ['b'], properties: { kind: { enum: ['y'] } } },
      ],
    ],
    [
      'a rule of another sort',
      [{ required: ['a'] }, { required: ['b'], minProperties: 2 }],
    ],
    [
      'a property that is always present',
      [{ required: ['a'] }, { required: ['b'] }],
      { required: ['a'] },
    ],
    [
      'a property that the API does not define',
      [{ required: ['a'] }, { required: ['z'] }],
    ],
    [
      'a name that a form cannot hold',
      [{ required: ['a'] }, { required: ['$ref'] }],
    ],
    ['no oneOf', [], { anyOf: [{ required: ['a'] }, { required: ['b'] }] }],
  ])(
    'shows no choice for %s in oneOf, and describes the rule',
    (_, oneOf, more = {}) => {
      expect(choicesOf(oneOf, more)).toEqual([]);
    },
  );

  it.each<[string, JsonObject]>([
    ['exactly a,b', { minProperties: 1, maxProperties: 1 }],
    ['at most a,b', { maxProperties: 1 }],
    ['at most a,b', { not: required('a', 'b') }],
    [
      'exactly a,b',
      { not: required('a', 'b'), anyOf: [required('a'), required('b')] },
    ],
    [
      'at most a,b',
      {
        oneOf: [
          { not: { anyOf: [required('a'), required('b')] } },
          required('a'),
          required('b'),
        ],
      },
    ],
    ['exactly a,b', { allOf: [{ oneOf: [required('a'), required('b')] }] }],
    ['exactly a,b', cel('has(self.a) != has(self.b)')],
    [
      'exactly a,b',
      cel('( has(self.a) && !has(self.b) ) || (!has(self.a) && has(self.b))'),
    ],
    ['exactly a,b', cel('has(self.a) ? !has(self.b) : has(self.b)')],
    ['exactly a,b', cel('!has(self.a) == has(self.b)')],
    [
      'exactly a,b',
      cel('[has(self.a),has(self.b)].filter(x,x==true).size() == 1'),
    ],
    ['exactly a,b', cel('[has(self.a), has(self.b)].exists_one(x, x)')],
    ['exactly a,b', cel('(has(self.a) ? 1 : 0) + (has(self.b) ? 1 : 0) == 1')],
    ['exactly a,b', cel('size([has(self.a), has(self.b)].filter(x, x)) == 1')],
    [
      'exactly a,b',
      cel('[has(self.a), has(self.b)].map(x, x ? 1 : 0).sum() == 1'),
    ],
    ['exactly a,b', cel('self.?a.hasValue() != self.?b.hasValue()')],
    [
      'at most a,b',
      cel('[has(self.a),has(self.b)].filter(x,x==true).size() <= 1'),
    ],
    ['at most a,b', cel('!(has(self.a) && has(self.b))')],
    ['at most a,b', cel('!has(self.a) || !has(self.b)')],
  ])('reads "%s" from %j', (summary, rules) => {
    expect(summaryOf(rules)).toEqual([summary]);
  });

  it.each<[string, JsonObject]>([
    [
      'exactly a,b',
      {
        oneOf: [
          { ...required('a'), not: required('b') },
          { ...required('b'), not: required('a') },
        ],
      },
    ],
    ['exactly a,b', { oneOf: anyOf.map(one => ({ not: one })) }],
    ['exactly a,b', { anyOf, maxProperties: 1 }],
    ['exactly a,b', { anyOf, ...cel('!(has(self.a) && has(self.b))') }],
    ['exactly a,b', { allOf: [{ anyOf }, { not: required('a', 'b') }] }],
    ['exactly a,b', { maxProperties: 1, ...cel('has(self.a) || has(self.b)') }],
    [
      'exactly a,b',
      cel('has(self.a) || has(self.b)', '!has(self.a) || !has(self.b)'),
    ],
    ['exactly a,b', cel('has(self.a) != has(self.b) // never both')],
    [
      'at most a,b',
      {
        oneOf: [...anyOf, { allOf: anyOf.map(one => ({ not: one })) }],
      },
    ],
    ['at most a,b,c', { not: { anyOf: pairs } }],
    ['at most a,b,c', { allOf: pairs.map(not => ({ not })) }],
    [
      'exactly a,b,c',
      { anyOf: [...anyOf, required('c')], not: { anyOf: pairs } },
    ],
    [
      'exactly a+b,c',
      {
        oneOf: [
          { ...required('a', 'b'), not: required('c') },
          { ...required('c'), not: { anyOf } },
        ],
      },
    ],
    [
      'at most a,b',
      cel(
        '!(has(self.a) && has(self.b))',
        '!has(self.c) || has(self.a)',
        'has(self.b) ? self.b.size() > 1 : true',
      ),
    ],
  ])('reads "%s" from several rules together: %j', (summary, rules) => {
    const names = summary.includes('c') || 'x-kubernetes-validations' in rules;
    expect(summaryOf(rules, names ? ['a', 'b', 'c'] : ['a', 'b'])).toEqual([
      summary,
    ]);
  });

  it('subtracts the properties that are always present from minProperties and maxProperties', () => {
    const schema = (properties: JsonObject) => ({
      type: 'object',
      properties: { ...properties, a: text, b: text },
      minProperties: 2,
      maxProperties: 2,
    });
    const fieldsOf = (of: JsonObject) =>
      readChoiceGroups(of).map(({ choices }) => choices.map(c => c.fields));
    expect(fieldsOf({ ...schema({ k: text }), ...required('k') })).toEqual([
      [['a'], ['b']],
    ]);
    expect(fieldsOf(schema({ k: { ...text, default: 'x' } }))).toEqual([
      [['a'], ['b']],
    ]);
  });

  it('reads several choices of one object', () => {
    expect(
      summaryOf(
        {
          oneOf: [required('a'), required('b')],
          ...cel('!(has(self.c) && has(self.d))'),
        },
        ['a', 'b', 'c', 'd'],
      ),
    ).toEqual(['exactly a,b', 'at most c,d']);
  });

  it.each<[string, JsonObject]>([
    ['a rule over a value', cel('has(self.a) != (self.b == "x")')],
    [
      'a rule over two fields that may both be present',
      cel('has(self.a) || has(self.b)'),
    ],
    ['an implication', cel('!has(self.a) || has(self.b)')],
    ['a rule with a function', cel('size(self.a) != size(self.b)')],
    ['text that is not CEL', cel('has(self.a) != !')],
    [
      'nested macros, which would take years to evaluate',
      cel(
        Array.from({ length: 60 }).reduce<string>(
          rule => `[1,1].exists(x,${rule})`,
          'has(self.a) && has(self.b) && !has(self.a)',
        ),
      ),
    ],
    ['a bound of two', { maxProperties: 2 }],
    [
      'a bound of an open object',
      { maxProperties: 1, 'x-kubernetes-preserve-unknown-fields': true },
    ],
  ])('shows no choice for %s, and describes the rule', (_, rules) => {
    expect(summaryOf(rules)).toEqual([]);
  });

  const nine = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'];
  const pairsOfNine = nine.flatMap((a, at) =>
    nine.slice(at + 1).map(b => [a, b]),
  );
  const hasBoth = ([a, b]: string[]) => `!(has(self.${a}) && has(self.${b}))`;

  it.each<[string, string, JsonObject]>([
    ['one CEL rule for each pair', 'at most', cel(...pairsOfNine.map(hasBoth))],
    [
      'rules for each pair, and a rule that requires one',
      'exactly',
      {
        not: { anyOf: pairsOfNine.map(pair => required(...pair)) },
        ...cel(nine.map(name => `has(self.${name})`).join(' || ')),
      },
    ],
    ['a bound', 'at most', { maxProperties: 1 }],
    [
      'a bound, and a rule that requires one',
      'exactly',
      { maxProperties: 1, anyOf: nine.map(name => required(name)) },
    ],
    [
      'one rule with all pairs, and a rule that requires one',
      'exactly',
      {
        allOf: pairsOfNine.map(pair => ({ not: required(...pair) })),
        anyOf: nine.map(name => required(name)),
      },
    ],
  ])(
    'reads a choice of more than eight fields from %s',
    (_, howMany, rules) => {
      expect(summaryOf(rules, nine)).toEqual([`${howMany} ${nine.join()}`]);
    },
  );

  it.each([1, undefined])(
    'reads a choice of more than eight fields next to a field with a default (minProperties: %s)',
    minProperties => {
      const schema = (min?: number) => ({
        type: 'object',
        properties: {
          kind: { ...text, default: 'a' },
          ...Object.fromEntries(nine.map(name => [name, text])),
        },
        maxProperties: 2,
        ...(min && { minProperties: min }),
      });
      const [group] = readChoiceGroups(schema(minProperties && 2));
      expect(group.choices.flatMap(({ fields }) => fields)).toEqual(nine);
      expect(group.optional).toBe(minProperties === undefined);
    },
  );

  it('reads a choice of a hundred fields', () => {
    const names = Array.from({ length: 100 }, (_, at) => `f${at + 100}`);
    expect(summaryOf({ maxProperties: 1 }, names)).toEqual([
      `at most ${names.join()}`,
    ]);
  });

  it('does not offer a property with a default, because it is always present', () => {
    const schema = {
      type: 'object',
      properties: { a: text, b: { ...text, default: 'x' } },
      maxProperties: 1,
    };
    expect(readChoiceGroups(schema)).toEqual([]);
  });
});
