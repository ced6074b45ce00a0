import type { JsonObject, JsonValue } from '@backstage/types';
import fc from 'fast-check';
import { asList, asNumber, asObject, asText, isTrue } from '../json';
import { PATTERNS } from './arbitrarySchema';
import { formatTexts } from './formats';

const key = fc.constantFrom('a', 'b.c', 'example.com/d', 'e f', '1');
const anyText = fc.oneof(
  fc.string({ maxLength: 6 }),
  fc.constantFrom(
    'a "b"',
    "it's",
    'a\nb',
    '${{ c }}',
    '{{ d }}',
    'ä😀',
    'null',
    '- x: #',
    ' ',
  ),
);
const any = fc.letrec<{ value: JsonValue }>(tie => ({
  value: fc.oneof(
    { maxDepth: 2 },
    anyText,
    fc.integer(),
    fc.boolean(),
    fc.array(tie('value'), { maxLength: 2 }),
    fc.dictionary(key, tie('value'), { maxKeys: 2 }),
  ),
})).value;

/** Values of the right types, of which many, but not all, are within the bounds of the schema. */
export function valueFor(schema: JsonObject): fc.Arbitrary<JsonValue> {
  const value = known(schema);
  return isTrue(schema.nullable)
    ? fc.oneof({ weight: 4, arbitrary: value }, fc.constant(null))
    : value;
}

function known(schema: JsonObject): fc.Arbitrary<JsonValue> {
  if (isTrue(schema['x-kubernetes-int-or-string'])) {
    return fc.oneof(fc.nat(99), fc.constantFrom('80', '5m', '2Gi', 'x', ''));
  }
  const choices = asList(schema.enum);
  if (choices.length > 0) {
    return fc.constantFrom(...choices);
  }
  switch (schema.type) {
    case 'string':
      return textFor(schema);
    case 'integer':
      return numberFor(schema, fc.integer({ min: -5, max: 8 }));
    case 'number':
      return numberFor(
        schema,
        fc.oneof(fc.integer({ min: -5, max: 8 }), fc.constantFrom(0.5, -1.25)),
      );
    case 'boolean':
      return fc.boolean();
    case 'array':
      return fc.array(valueFor(asObject(schema.items) ?? {}), { maxLength: 4 });
    default:
      return objectFor(schema);
  }
}

function textFor(schema: JsonObject): fc.Arbitrary<JsonValue> {
  const texts =
    PATTERNS[asText(schema.pattern)] ?? formatTexts[asText(schema.format)];
  return texts
    ? fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...texts) }, anyText)
    : anyText;
}

function numberFor(
  schema: JsonObject,
  number: fc.Arbitrary<number>,
): fc.Arbitrary<JsonValue> {
  const bounds = [schema.minimum, schema.maximum]
    .map(asNumber)
    .filter(bound => bound !== undefined);
  const edges = [...bounds, 2 ** 31 - 1, 2 ** 31, -(2 ** 31) - 1];
  return fc.oneof({ weight: 6, arbitrary: number }, fc.constantFrom(...edges));
}

function objectFor(schema: JsonObject): fc.Arbitrary<JsonValue> {
  const properties = asObject(schema.properties);
  const values = asObject(schema.additionalProperties);
  if (values) {
    return fc.dictionary(key, valueFor(values), { maxKeys: 4 });
  }
  const others = isTrue(schema['x-kubernetes-preserve-unknown-fields'])
    ? fc.dictionary(key, any, { maxKeys: 2 })
    : fc.constant({});
  if (!properties) {
    return others;
  }
  const required = asList(schema.required).map(asText);
  const fields = Object.entries(properties).map(([name, property]) => {
    const value = valueFor(property as JsonObject);
    const chance = required.includes(name) ? 30 : 2;
    return fc
      .tuple(value, fc.integer({ min: 1, max: chance }))
      .map(([found, drawn]) => (drawn === 1 ? [] : [[name, found] as const]));
  });
  return fc.tuple(others, ...fields).map(([more, ...found]) => ({
    ...(more as JsonObject),
    ...Object.fromEntries(found.flat() as Array<[string, JsonValue]>),
  }));
}

/** The value with the defaults that the API server, and the form before it, puts in. */
export function withDefaults(schema: JsonObject, value: JsonValue): JsonValue {
  if (Array.isArray(value)) {
    const items = asObject(schema.items) ?? {};
    return value.map(item => withDefaults(items, item));
  }
  const object = asObject(value);
  if (!object) {
    return value;
  }
  const properties = Object.entries(asObject(schema.properties) ?? {});
  const values = asObject(schema.additionalProperties) ?? {};
  const filled: JsonObject = {};
  for (const [name, inner] of Object.entries(object)) {
    const property = asObject(schema.properties)?.[name] ?? values;
    filled[name] = withDefaults(property as JsonObject, inner as JsonValue);
  }
  for (const [name, property] of properties) {
    const initial = (property as JsonObject).default;
    if (initial !== undefined && filled[name] === undefined) {
      filled[name] = initial;
    }
  }
  return filled;
}
