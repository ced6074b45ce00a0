import type { JsonObject } from '@backstage/types';
import fc from 'fast-check';
import { collection, scalar } from './arbitraryField';
import { objectOf } from './arbitraryObject';
import { defaulted } from './defaultedSchemas';

const nullable = (inner: fc.Arbitrary<JsonObject>) =>
  fc.tuple(inner, fc.integer({ min: 0, max: 4 })).map(([schema, chance]) => {
    if (chance > 1) {
      return schema;
    }
    const isNull = chance === 1 && schema.enum === undefined;
    return { ...schema, nullable: true, ...(isNull && { default: null }) };
  });

const first = nullable(fc.oneof(scalar, collection(scalar), defaulted));
const second = nullable(fc.oneof(first, objectOf(first)));
const third = nullable(fc.oneof(second, collection(second)));

/** Names of properties that have a special meaning in JavaScript, JSON Schema, the form library, the catalog or Kubernetes, and names with unusual characters. */
const strangeName = fc.constantFrom(
  'a.b',
  'example.com/a',
  '$ref',
  '$text',
  'ui:field',
  'toString',
  'hasOwnProperty',
  'größe',
  '名前',
  'a b',
  'url',
  'URL',
  'properties',
  'items',
  'anyOf',
  'additionalProperties',
  'dependencies',
  'then',
  'type',
  'title',
  'default',
  'enum',
  'format',
  'spec',
  'metadata',
  'name',
  'namespace',
  'id',
  'length',
  '-',
  '_',
  '0',
);

/** Schemas of a field, including schemas with rules that only the cluster checks, not the form. */
const strangeField: fc.Arbitrary<JsonObject> = fc.oneof(
  { weight: 3, arbitrary: second },
  {
    weight: 1,
    arbitrary: fc.constantFrom<JsonObject>(
      { 'x-kubernetes-preserve-unknown-fields': true },
      { type: 'object' },
      { type: 'object', additionalProperties: { type: 'object' } },
      { type: 'object', additionalProperties: true },
      {
        type: 'object',
        'x-kubernetes-embedded-resource': true,
        'x-kubernetes-preserve-unknown-fields': true,
      },
      {
        type: 'array',
        items: { 'x-kubernetes-preserve-unknown-fields': true },
      },
      {
        type: 'array',
        'x-kubernetes-list-type': 'map',
        'x-kubernetes-list-map-keys': ['key'],
        items: {
          type: 'object',
          required: ['key'],
          properties: { key: { type: 'string' }, n: { type: 'integer' } },
        },
      },
      { type: 'number', multipleOf: 0.1 },
      { type: 'string', pattern: '(?i)^[a-z ]*$' },
      {
        type: 'string',
        not: { enum: ['latest'] },
        allOf: [{ maxLength: 5 }, { pattern: '^[^0]*$' }],
      },
    ),
  },
);

/** Schemas for which the form checks less than the API server. */
export const strangeSchema: fc.Arbitrary<JsonObject> = fc
  .tuple(
    fc.dictionary(strangeName, strangeField, { minKeys: 1, maxKeys: 4 }),
    objectOf(fc.oneof(strangeField, strangeObject())),
  )
  .map(([strange, plain]) => ({
    ...plain,
    properties: { ...(plain.properties as JsonObject), ...strange },
  }));

function strangeObject(): fc.Arbitrary<JsonObject> {
  return fc
    .dictionary(strangeName, strangeField, { minKeys: 1, maxKeys: 3 })
    .map(properties => ({ type: 'object', properties }));
}

/** Structural schemas for a spec, which an API server accepts. */
export const specSchema: fc.Arbitrary<JsonObject> = objectOf(third);
