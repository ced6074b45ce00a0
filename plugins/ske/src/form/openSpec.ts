import type { JsonObject, JsonValue } from '@backstage/types';
import { extractSchemaFromStep } from '@backstage/plugin-scaffolder-react/alpha';
import type { FormSchema, UiSchema } from '../formFields/field/FormSchema';
import { complete } from '../formFields/spec';
import type { PageSchema } from './FormValues';

/**
 * Returns the spec as a page holds it after the page has opened: the page adds what it needs, such as an object that the API requires. Each value that the
 * page reports is compared with this spec, so that only what the user changes counts as a change.
 */
export function openSpec(
  page: PageSchema,
  spec: JsonValue | undefined,
): JsonValue | undefined {
  const { schema, uiSchema } = readPage(page);
  const options = uiSchema['ui:options'] as JsonObject | undefined;
  return options?.page === true
    ? complete({ schema, uiSchema, value: spec ?? undefined })
    : spec;
}

interface SpecField {
  schema: FormSchema;
  uiSchema: UiSchema;
}

const READ = new WeakMap<PageSchema, SpecField>();

function readPage(page: PageSchema): SpecField {
  const known = READ.get(page);
  if (known) {
    return known;
  }
  const { schema, uiSchema } = extractSchemaFromStep(page);
  const properties = schema.properties as JsonObject | undefined;
  const field = {
    schema: (properties?.spec ?? {}) as FormSchema,
    uiSchema: (uiSchema.spec ?? {}) as UiSchema,
  };
  READ.set(page, field);
  return field;
}
