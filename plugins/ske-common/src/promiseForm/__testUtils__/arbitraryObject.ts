import type { JsonObject } from '@backstage/types';
import fc from 'fast-check';

const name = fc.stringMatching(/^[a-z][a-zA-Z0-9]{0,6}$/).filter(
  // In JavaScript, every object has properties with these names.
  text => !(text in Object.prototype),
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

/** A schema for an object with fields of these schemas. */
export function objectOf(
  inner: fc.Arbitrary<JsonObject>,
): fc.Arbitrary<JsonObject> {
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
