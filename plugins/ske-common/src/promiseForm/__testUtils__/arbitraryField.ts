import type { JsonObject, JsonValue } from '@backstage/types';
import fc from 'fast-check';

/** Patterns that JavaScript can check, with matching texts. */
export const PATTERNS: Record<string, string[]> = {
  '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$': ['a', 'a-b', '0'],
  '^\\s*(dev|prod)$': ['dev', ' prod'],
  '^.{2,4}$': ['ab', 'a\r\u2028b', '😀😀'],
  '[[:upper:]][\\w.-]+': ['Ab', 'xA.-'],
};

const text: fc.Arbitrary<JsonObject> = fc.oneof(
  fc.record(
    {
      type: fc.constant('string'),
      minLength: fc.nat(2),
      maxLength: fc.integer({ min: 2, max: 5 }),
    },
    { requiredKeys: ['type'] },
  ),
  fc.constantFrom(...Object.keys(PATTERNS)).map(pattern => ({
    type: 'string',
    pattern,
  })),
  fc
    .uniqueArray(fc.constantFrom('a', 'b', '', 'a b', 'yes', '1'), {
      minLength: 1,
    })
    .chain(choices =>
      fc.record(
        {
          type: fc.constant('string'),
          enum: fc.constant(choices),
          default: fc.constantFrom(...choices),
        },
        { requiredKeys: ['type', 'enum'] },
      ),
    ),
);

const number: fc.Arbitrary<JsonObject> = fc
  .record(
    {
      type: fc.constantFrom('integer', 'number'),
      minimum: fc.integer({ min: -2, max: 2 }),
      maximum: fc.integer({ min: 2, max: 5 }),
      exclusiveMinimum: fc.boolean(),
      exclusiveMaximum: fc.boolean(),
      multipleOf: fc.constantFrom(1, 2),
      format: fc.constantFrom('int32', 'int64'),
    },
    { requiredKeys: ['type'] },
  )
  .map(({ format, exclusiveMinimum, exclusiveMaximum, ...rest }) => ({
    ...rest,
    ...(rest.type === 'integer' && format !== undefined && { format }),
    // The API server needs the limit in addition to the flag.
    ...(rest.minimum !== undefined &&
      exclusiveMinimum !== undefined && { exclusiveMinimum }),
    ...(rest.maximum !== undefined &&
      exclusiveMaximum !== undefined && { exclusiveMaximum }),
  })) as fc.Arbitrary<JsonObject>;

/** A choice of numbers or booleans. */
const choice = fc
  .constantFrom<{ type: string; choices: JsonValue[] }>(
    { type: 'integer', choices: [0, 1, 2] },
    { type: 'number', choices: [0.5, -1.25, 3] },
    { type: 'boolean', choices: [true] },
    { type: 'boolean', choices: [false, true] },
  )
  .chain(({ type, choices }) =>
    fc.record(
      {
        type: fc.constant(type),
        enum: fc.constant(choices),
        default: fc.constantFrom(...choices),
      },
      { requiredKeys: ['type', 'enum'] },
    ),
  ) as fc.Arbitrary<JsonObject>;

/** A schema for a text, a number, a boolean or a choice. */
export const scalar = fc.oneof(
  text,
  number,
  choice,
  fc.record(
    { type: fc.constant('boolean'), default: fc.boolean() },
    { requiredKeys: ['type'] },
  ) as fc.Arbitrary<JsonObject>,
  fc.constant<JsonObject>({ 'x-kubernetes-int-or-string': true }),
  fc.constant<JsonObject>({
    'x-kubernetes-int-or-string': true,
    anyOf: [{ type: 'integer' }, { type: 'string' }],
    pattern: '^[0-9]+(m|Gi)?$',
  }),
);

/** A list or map of these values, with or without limits. */
export function collection(
  inner: fc.Arbitrary<JsonObject>,
): fc.Arbitrary<JsonObject> {
  const plain = inner.map(({ default: _default, ...schema }) => schema);
  return fc.oneof(
    fc.record(
      {
        type: fc.constant('array'),
        items: plain,
        minItems: fc.nat(2),
        maxItems: fc.integer({ min: 2, max: 3 }),
      },
      { requiredKeys: ['type', 'items'] },
    ),
    fc.record(
      {
        type: fc.constant('object'),
        additionalProperties: plain,
        minProperties: fc.nat(2),
        maxProperties: fc.integer({ min: 2, max: 3 }),
      },
      { requiredKeys: ['type', 'additionalProperties'] },
    ),
    fc.constant<JsonObject>({
      type: 'object',
      'x-kubernetes-preserve-unknown-fields': true,
    }),
    fc.constant<JsonObject>({
      type: 'array',
      'x-kubernetes-list-type': 'set',
      items: { type: 'string' },
    }),
  );
}
