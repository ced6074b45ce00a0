import type { JsonObject, JsonValue } from '@backstage/types';
import { extractSchemaFromStep } from '@backstage/plugin-scaffolder-react/alpha';
import { createPromiseTemplate } from '@kratix-portal/plugin-ske-common';
import { getDefaultFormState, type RJSFSchema } from '@rjsf/utils';
import { customizeValidator } from '@rjsf/validator-ajv8';
import fc from 'fast-check';
import { promiseWith } from '../__testUtils__/promiseWith';
import { specCases } from '../__testUtils__/specCases';
import type { FormSchema } from '../field/FormSchema';
import { complete, removeAbsent } from './complete';

const validator = customizeValidator();

describe('a page of the spec', () => {
  it('W10: sends a value that was opened unchanged', () => {
    fc.assert(
      fc.property(specCases, ([schema, value]) => {
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
  // The form adds nothing by itself, because `complete` gives each property a value or marks it as absent.
  const sent = fill(changed);
  removeAbsent(sent);
  return JSON.parse(JSON.stringify(sent));
}
