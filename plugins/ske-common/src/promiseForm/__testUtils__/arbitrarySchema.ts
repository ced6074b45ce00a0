import type { JsonObject, JsonValue } from '@backstage/types';
import fc from 'fast-check';

/** Patterns that JavaScript can check, with matching texts. */
export const PATTERNS: Record<string, string[]> = {
  '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$': ['a', 'a-b', '0'],
  '^\\s*(dev|prod)$': ['dev', ' prod'],
  '^.{2,4}$': ['ab', 'a\r\u2028b', '😀😀'],
  '[[:upper:]][\\w.-]+': ['Ab', 'xA.-'],
};

const name = fc.stringMatching(/^[a-z][a-zA-Z0-9]{0,6}$/).filter(
  // These belong to every object.
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

const scalar = fc.oneof(
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

/** Schemas whose rules apply after the API server has set the defaults. */
const defaulted: fc.Arbitrary<JsonObject> = fc.constantFrom<JsonObject>(
  {
    type: 'object',
    additionalProperties: { type: 'string' },
    default: { tier: 'gold' },
  },
  { type: 'object', additionalProperties: { type: 'integer' }, default: {} },
  { type: 'array', items: { type: 'string' }, default: ['a', 'b'] },
  {
    type: 'array',
    items: {
      type: 'object',
      required: ['port'],
      properties: {
        port: { type: 'integer', default: 80 },
        host: { type: 'string' },
      },
    },
    default: [{ host: 'a', port: 1 }],
  },
  {
    type: 'object',
    required: ['a'],
    properties: { a: { type: 'string', default: 'x' }, b: { type: 'integer' } },
  },
  {
    type: 'object',
    properties: {
      a: { type: 'string', default: 'x' },
      b: {
        type: 'object',
        properties: { c: { type: 'boolean', default: true } },
      },
    },
    default: {},
  },
  {
    type: 'object',
    required: ['b'],
    properties: { a: { type: 'string' }, b: { type: 'integer' } },
    default: { b: 1 },
  },
  {
    type: 'object',
    minProperties: 2,
    maxProperties: 3,
    properties: {
      a: { type: 'string', default: 'x' },
      b: { type: 'integer' },
      c: { type: 'integer' },
      d: { type: 'integer' },
    },
  },
  {
    type: 'object',
    properties: {
      kind: { type: 'string', enum: ['s3', 'nfs'], default: 's3' },
      bucket: { type: 'string' },
      server: { type: 'string' },
    },
    oneOf: [
      { properties: { kind: { enum: ['s3'] } }, required: ['bucket'] },
      { properties: { kind: { enum: ['nfs'] } }, required: ['server'] },
    ],
  },
  {
    type: 'object',
    properties: {
      size: { type: 'integer', default: 3 },
      note: { type: 'string' },
    },
    not: { properties: { size: { maximum: 3 } }, required: ['note'] },
  },
  {
    type: 'object',
    properties: {
      a: { type: 'object', properties: { n: { type: 'integer', default: 1 } } },
      b: { type: 'string' },
    },
    minProperties: 1,
    maxProperties: 1,
  },
  {
    type: 'object',
    properties: {
      a: { type: 'string' },
      b: { type: 'string' },
      c: { type: 'string' },
    },
    'x-kubernetes-validations': [
      {
        rule: '(has(self.a) ? 1 : 0) + (has(self.b) ? 1 : 0) + (has(self.c) ? 1 : 0) == 1',
      },
    ],
  },
);

const CEL_WORDS =
  'true false null in as break const continue else for function if import let loop package namespace return var void while'.split(
    ' ',
  );

/** CEL requires an escape for its keywords: https://kubernetes.io/docs/reference/using-api/cel/#escaping */
function celName(field: string): string {
  return CEL_WORDS.includes(field) ? `__${field}__` : field;
}

/** Rules over the names of an object, as structural schemas may have them. */
function rules(names: string[]): fc.Arbitrary<JsonObject> {
  if (names.length < 2) {
    return fc.constant({});
  }
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
    {
      weight: 1,
      arbitrary: fc.record(
        {
          minProperties: fc.nat(2),
          maxProperties: fc.integer({ min: 2, max: 4 }),
        },
        { requiredKeys: [] },
      ),
    },
    {
      weight: 1,
      arbitrary: fc.constant({
        'x-kubernetes-validations': [{ rule: 'true', message: 'always so' }],
      }),
    },
    {
      weight: 1,
      arbitrary: fc.constant({ minProperties: 1, maxProperties: 1 }),
    },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom(
          'has(self.A) != has(self.B)',
          '!(has(self.A) && has(self.B))',
        )
        .map(rule => ({
          'x-kubernetes-validations': [
            {
              rule: rule
                .replace('A', celName(names[0]))
                .replace('B', celName(names[1])),
            },
          ],
        })),
    },
    {
      weight: 1,
      arbitrary: fc.constant({
        oneOf: [
          {
            not: { anyOf: names.slice(0, 2).map(one => ({ required: [one] })) },
          },
          ...names.slice(0, 2).map(one => ({ required: [one] })),
        ],
      }),
    },
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

/** Names that have a meaning for one of the parts that a form passes through. */
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

/** Schemas that the form leaves to the cluster in part or as a whole. */
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
