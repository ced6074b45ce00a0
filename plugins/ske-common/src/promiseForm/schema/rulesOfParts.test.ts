import type { JsonObject } from '@backstage/types';
import { createPromiseTemplate } from '../createPromiseTemplate';
import { promiseWith } from '../__testUtils__/promiseWith';
import { withRulesOfParts } from './rulesOfParts';

const text = { type: 'string' };
const rules = (...all: string[]) => ({
  'x-kubernetes-validations': all.map(rule => ({ rule, message: 'why' })),
});

/** An object with the parts `x` (required), `y` (optional), `z` (nullable), and `x.deep` (required). */
function schemaWith(more: JsonObject): JsonObject {
  const part = { type: 'object', properties: { a: text, b: text } };
  return {
    type: 'object',
    required: ['x', 'z'],
    properties: {
      x: {
        type: 'object',
        required: ['deep'],
        properties: { a: text, b: text, deep: part },
      },
      y: part,
      z: { ...part, nullable: true },
      list: {
        type: 'array',
        items: {
          type: 'object',
          properties: { w: { ...part, default: {} } },
          ...rules('has(self.w.a) != has(self.w.b)'),
        },
      },
    },
    ...more,
  };
}

function rulesAt(schema: JsonObject, ...path: string[]): unknown {
  const part = path.reduce<JsonObject>(
    (inner, name) =>
      (name === '[]'
        ? inner.items
        : (inner.properties as JsonObject)[name]) as JsonObject,
    schema,
  );
  return part['x-kubernetes-validations'];
}

describe('G5: withRulesOfParts', () => {
  it('moves a rule to the required part whose fields it names, at any depth', () => {
    const schema = withRulesOfParts(
      schemaWith(
        rules(
          'has(self.x.a) != has( self . x . b )',
          'has(self.x.deep.a) != has(self.x.deep.b)',
          'self.x.a == self.x.b',
        ),
      ),
    );
    expect(rulesAt(schema)).toEqual([
      { rule: 'self.x.a == self.x.b', message: 'why' },
    ]);
    expect(rulesAt(schema, 'x')).toEqual([
      { rule: 'has(self.a) != has( self. b )', message: 'why' },
    ]);
    expect(rulesAt(schema, 'x', 'deep')).toEqual([
      { rule: 'has(self.a) != has(self.b)', message: 'why' },
    ]);
    expect(rulesAt(schema, 'list', '[]')).toEqual([]);
    expect(rulesAt(schema, 'list', '[]', 'w')).toHaveLength(1);
  });

  it('moves a rule to a part that is given as present', () => {
    const schema = schemaWith(rules('has(self.y.a) != has(self.y.b)'));
    expect(rulesAt(withRulesOfParts(schema, ['y']), 'y')).toHaveLength(1);
  });

  it('moves a rule of the root to no other part than those given', () => {
    const schema = schemaWith(rules('has(self.x.a) != has(self.x.b)'));
    expect(rulesAt(withRulesOfParts(schema, ['y']))).toHaveLength(1);
  });

  it.each([
    'has(self.y.a) != has(self.y.b)',
    'has(self.z.a) != has(self.z.b)',
    'has(self.x.a) != has(self.y.a)',
    'has(self.x.a) != has(self.a)',
    'has(self.x.deep.a) != has(self.deep.b)',
    'has(self.x) != has(self.y)',
    'has(self.x.a) && self.x.b == "self.x.a"',
    'has(self.unknown.a) != has(self.unknown.b)',
  ])('leaves %j where it is', rule => {
    const schema = withRulesOfParts(schemaWith(rules(rule)));
    expect(rulesAt(schema)).toEqual([{ rule, message: 'why' }]);
  });

  it('returns the same schema if it has no such rule', () => {
    const schema = schemaWith({});
    delete (schema.properties as JsonObject).list;
    expect(withRulesOfParts(schema)).toBe(schema);
  });

  it('keeps the message of a rule that moves into a YAML field', () => {
    const { template } = createPromiseTemplate({
      promise: promiseWith({
        type: 'object',
        properties: {
          src: {
            type: 'object',
            required: ['git'],
            properties: {
              'a.b': text,
              git: { type: 'object', properties: { url: text, path: text } },
            },
            ...rules('has(self.git.url) != has(self.git.path)'),
          },
        },
      }),
      settings: { singleSpecPage: true },
    });
    expect(template!.spec.parameters[1]).toHaveProperty(
      'properties.spec.properties.src.description',
      expect.stringContaining('Checked by the cluster: why\n'),
    );
  });
});
