import type { JsonObject } from '@backstage/types';
import fc from 'fast-check';

/** Patterns that JavaScript can check, with texts that match. */
export const PATTERNS: Record<string, string[]> = {
  '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$': ['a', 'a-b', '0'],
  '^\\s*(dev|prod)$': ['dev', ' prod'],
  '^.{2,4}$': ['ab', 'a\r\u2028b', '😀😀'],
  '[[:upper:]][\\w.-]+': ['Ab', 'xA.-'],
};

const name = fc.stringMatching(/^[a-z][a-zA-Z0-9]{0,6}$/).filter(
  // They belong to every object.
  text => !(text in Object.prototype),
);

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
    // The API server asks for the bound beside the flag.
    ...(rest.minimum !== undefined &&
      exclusiveMinimum !== undefined && { exclusiveMinimum }),
    ...(rest.maximum !== undefined &&
      exclusiveMaximum !== undefined && { exclusiveMaximum }),
  })) as fc.Arbitrary<JsonObject>;

const scalar = fc.oneof(
  text,
  number,
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

/** A list or map, with or without bounds, of what is given. */
function collection(inner: fc.Arbitrary<JsonObject>): fc.Arbitrary<JsonObject> {
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

/** Rules over the names of an object, as structural schemas may have them. */
function rules(names: string[]): fc.Arbitrary<JsonObject> {
  if (names.length < 2) return fc.constant({});
  const branch = fc
    .subarray(names, { minLength: 1, maxLength: 2 })
    .map(required => ({ required }));
  const branches = fc.array(branch, { minLength: 2, maxLength: 3 });
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant<JsonObject>({}) },
    { weight: 1, arbitrary: branches.map(anyOf => ({ anyOf })) },
    { weight: 1, arbitrary: branches.map(oneOf => ({ oneOf })) },
    { weight: 1, arbitrary: branch.map(not => ({ not })) },
    { weight: 1, arbitrary: branches.map(allOf => ({ allOf })) },
  ) as fc.Arbitrary<JsonObject>;
}

function objectOf(inner: fc.Arbitrary<JsonObject>): fc.Arbitrary<JsonObject> {
  return fc
    .dictionary(name, inner, { minKeys: 1, maxKeys: 4 })
    .chain(properties => {
      const names = Object.keys(properties);
      return fc
        .record({
          required: fc.option(fc.subarray(names, { minLength: 1 }), {
            nil: undefined,
          }),
          rules: rules(names),
          others: fc.boolean(),
        })
        .map(({ required, rules: found, others }) => ({
          type: 'object',
          properties,
          ...(required && { required }),
          ...found,
          ...(others && { 'x-kubernetes-preserve-unknown-fields': true }),
        }));
    }) as fc.Arbitrary<JsonObject>;
}

const nullable = (inner: fc.Arbitrary<JsonObject>) =>
  fc
    .tuple(inner, fc.integer({ min: 0, max: 4 }))
    .map(([schema, chance]) =>
      chance === 0 ? { ...schema, nullable: true } : schema,
    );

const first = nullable(fc.oneof(scalar, collection(scalar)));
const second = nullable(fc.oneof(first, objectOf(first)));
const third = nullable(fc.oneof(second, collection(second)));

/** Structural schemas for a spec, as an API server takes them. */
export const specSchema: fc.Arbitrary<JsonObject> = objectOf(third);
