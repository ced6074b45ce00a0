import type { JsonObject, JsonValue } from '@backstage/types';
import fc from 'fast-check';

/** A schema with a value that is valid under it. */
export type SpecCase = [schema: JsonObject, value: JsonValue];

const name = fc.constantFrom('a', 'b', 'c', 'd');

/** The schemas have no defaults, because the form would fill in the defaults, show them and send them. */
const scalar: fc.Arbitrary<SpecCase> = fc.oneof(
  fc.string().map((text): SpecCase => [{ type: 'string' }, text]),
  fc.integer().map((number): SpecCase => [{ type: 'integer' }, number]),
  fc.boolean().map((flag): SpecCase => [{ type: 'boolean' }, flag]),
  fc.constant<SpecCase>([{ type: 'string', nullable: true }, null]),
  fc
    .oneof(fc.nat(), fc.string())
    .map((value): SpecCase => [{ 'x-kubernetes-int-or-string': true }, value]),
);

function objectOf(inner: fc.Arbitrary<SpecCase>): fc.Arbitrary<SpecCase> {
  return fc
    .record({
      fields: fc.dictionary(name, fc.tuple(inner, fc.boolean(), fc.boolean()), {
        minKeys: 1,
      }),
      others: fc.boolean(),
    })
    .map(({ fields, others }): SpecCase => {
      const entries = Object.entries(fields);
      const required = entries.filter(([, [, isRequired]]) => isRequired);
      const present = entries.filter(
        ([, [, isRequired, isPresent]]) => isRequired || isPresent,
      );
      return [
        {
          type: 'object',
          properties: Object.fromEntries(
            entries.map(([key, [[schema]]]) => [key, schema]),
          ),
          ...(required.length > 0 && {
            required: required.map(([key]) => key),
          }),
          ...(others && { 'x-kubernetes-preserve-unknown-fields': true }),
        },
        {
          ...Object.fromEntries(
            present.map(([key, [[, value]]]) => [key, value]),
          ),
          ...(others && { other: { list: [] } }),
        },
      ];
    });
}

function collectionOf(inner: fc.Arbitrary<SpecCase>): fc.Arbitrary<SpecCase> {
  return fc
    .tuple(inner, fc.nat(2), fc.boolean(), fc.nat(1))
    .map(([[schema, value], count, isList, minItems]): SpecCase => {
      const values = Array.from(
        { length: Math.max(count, minItems) },
        () => value,
      );
      return isList
        ? [{ type: 'array', items: schema, minItems }, values]
        : [
            { type: 'object', additionalProperties: schema },
            Object.fromEntries(values.map((each, at) => [`k.${at}`, each])),
          ];
    });
}

/** A spec and its schema. */
export const specCases = fc.letrec<{ any: SpecCase; object: SpecCase }>(
  tie => ({
    any: fc.oneof(
      { maxDepth: 3 },
      scalar,
      collectionOf(tie('any')),
      objectOf(tie('any')),
    ),
    object: objectOf(tie('any')),
  }),
).object;

/** The schema with a default for each text, number and switch. */
export function withDefaults(schema: JsonObject): JsonObject {
  const properties = schema.properties as JsonObject | undefined;
  const items = schema.items as JsonObject | undefined;
  const values = schema.additionalProperties as JsonObject | undefined;
  const defaults: { [type: string]: JsonValue } = {
    string: 'default',
    integer: 7,
    boolean: true,
  };
  const preset = defaults[String(schema.type)];
  return {
    ...schema,
    ...(preset !== undefined && { default: preset }),
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([key, property]) => [
          key,
          withDefaults(property as JsonObject),
        ]),
      ),
    }),
    ...(items && { items: withDefaults(items) }),
    ...(values && { additionalProperties: withDefaults(values) }),
  };
}
