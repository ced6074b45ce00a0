import type { JsonObject, JsonValue } from '@backstage/types';
import { extractSchemaFromStep } from '@backstage/plugin-scaffolder-react/alpha';
import { createPromiseTemplate } from '@kratix-portal/plugin-ske-common';
import { getDefaultFormState, type RJSFSchema } from '@rjsf/utils';
import { customizeValidator } from '@rjsf/validator-ajv8';
import fc from 'fast-check';
import { promiseWith } from '../__testUtils__/promiseWith';
import type { FormSchema } from '../FormSchema';
import { complete, removeAbsent } from './complete';

/** A schema with a value that is valid under it. */
type Case = [schema: JsonObject, value: JsonValue];

const name = fc.constantFrom('a', 'b', 'c', 'd');

/** The schemas have no defaults, because the form fills them in, shows them and sends them. */
const scalar: fc.Arbitrary<Case> = fc.oneof(
  fc.string().map((text): Case => [{ type: 'string' }, text]),
  fc.integer().map((number): Case => [{ type: 'integer' }, number]),
  fc.boolean().map((flag): Case => [{ type: 'boolean' }, flag]),
  fc.constant<Case>([{ type: 'string', nullable: true }, null]),
  fc
    .oneof(fc.nat(), fc.string())
    .map((value): Case => [{ 'x-kubernetes-int-or-string': true }, value]),
);

function objectOf(inner: fc.Arbitrary<Case>): fc.Arbitrary<Case> {
  return fc
    .record({
      fields: fc.dictionary(name, fc.tuple(inner, fc.boolean(), fc.boolean()), {
        minKeys: 1,
      }),
      others: fc.boolean(),
    })
    .map(({ fields, others }): Case => {
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

function collectionOf(inner: fc.Arbitrary<Case>): fc.Arbitrary<Case> {
  return fc
    .tuple(inner, fc.nat(2), fc.boolean(), fc.nat(1))
    .map(([[schema, value], count, isList, minItems]): Case => {
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

const spec = fc.letrec<{ any: Case; object: Case }>(tie => ({
  any: fc.oneof(
    { maxDepth: 3 },
    scalar,
    collectionOf(tie('any')),
    objectOf(tie('any')),
  ),
  object: objectOf(tie('any')),
})).object;

const validator = customizeValidator();

describe('a page of the spec', () => {
  it('W10: sends a value that was opened unchanged', () => {
    fc.assert(
      fc.property(spec, ([schema, value]) => {
        const { template } = createPromiseTemplate({
          promise: promiseWith(schema),
          settings: { singleSpecPage: true },
        });
        expect(openAndSend(template!.spec.parameters[1], value)).toEqual(
          JSON.parse(JSON.stringify(value)),
        );
      }),
      { numRuns: 500 },
    );
  });
});

/** The spec as the scaffolder's form sends it after it was opened and changed. */
function openAndSend(page: JsonObject, value: JsonValue): JsonValue {
  const { schema, uiSchema } = extractSchemaFromStep(page);
  const root = schema as RJSFSchema;
  const fill = (next: unknown) =>
    (
      getDefaultFormState(
        validator,
        root,
        { spec: next } as never,
        root,
        false,
        {
          allOf: 'populateDefaults',
        },
      ) as { spec: JsonValue }
    ).spec;
  const keep = (next: JsonValue) =>
    complete({
      schema: root.properties!.spec as FormSchema,
      uiSchema: (uiSchema as { spec: { [key: string]: unknown } }).spec,
      value: next,
    }) as JsonValue;

  const opened = keep(value);
  const changed = keep(opened);
  // The form adds nothing by itself, because it is decided for each property whether it is present.
  const sent = fill(changed);
  removeAbsent(sent);
  return JSON.parse(JSON.stringify(sent));
}
