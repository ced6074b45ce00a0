import type { JsonObject, JsonValue } from '@backstage/types';
import fc from 'fast-check';
import { asList, asNumber, asObject, asText, isTrue } from '../values/json';
import { toJavaScriptPattern } from '../patterns';
import { PATTERNS } from './arbitraryField';
import { formatTexts } from './formats';

/** In a real API with a hundred fields, a generated object with half of them is practically never valid. */
const MOST_FIELDS = 4;

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

/** Values of the right types. Many of these values, but not all, are within the bounds of the schema. A value for a large object sets only a few fields. */
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
  const pattern = asText(schema.pattern);
  const texts = PATTERNS[pattern] ?? formatTexts[asText(schema.format)];
  const fitting = texts ? fc.constantFrom(...texts) : matching(pattern);
  const min = asNumber(schema.minLength) ?? 0;
  if (!fitting) {
    return min > 0 ? fc.oneof(fc.constant('x'.repeat(min)), anyText) : anyText;
  }
  return fc.oneof({ weight: 6, arbitrary: fitting }, anyText);
}

/** Texts for the patterns of real APIs, as far as they can be generated. */
function matching(pattern: string): fc.Arbitrary<string> | undefined {
  const translated = pattern ? toJavaScriptPattern(pattern) : undefined;
  try {
    return translated === undefined
      ? undefined
      : fc.stringMatching(new RegExp(translated, 'u'));
  } catch {
    return undefined; // The generator does not know every construct.
  }
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
  const names = Object.keys(properties);
  const optional = names.filter(name => !required.includes(name));
  const asked = names.filter(name => required.includes(name));
  return fc
    .record({
      more: others,
      // Most generated objects have all required fields.
      asked: fc.oneof(
        { weight: 20, arbitrary: fc.constant(asked) },
        fc.subarray(asked),
      ),
      optional: fc.subarray(optional, {
        maxLength: Math.min(optional.length, MOST_FIELDS),
      }),
    })
    .chain(chosen =>
      fc
        .record(
          Object.fromEntries(
            [...chosen.asked, ...chosen.optional].map(name => [
              name,
              valueFor(properties[name] as JsonObject),
            ]),
          ),
        )
        .map(found => ({ ...(chosen.more as JsonObject), ...found })),
    ) as fc.Arbitrary<JsonValue>;
}
