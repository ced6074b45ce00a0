import type { JsonObject } from '@backstage/types';
import { asObject } from '../values/json';

/**
 * Splits a field into its JSON Schema and its ui schema, as the scaffolder does for every field except the values of a map.
 */
export function splitUiSchema(form: JsonObject): {
  schema: JsonObject;
  uiSchema: JsonObject;
} {
  const schema: JsonObject = {};
  const uiSchema: JsonObject = {};
  for (const [key, value] of Object.entries(form)) {
    if (key.startsWith('ui:')) {
      uiSchema[key] = value;
    } else {
      schema[key] = value;
    }
  }
  const properties = Object.entries(asObject(form.properties) ?? {}).map(
    ([name, property]) =>
      [name, splitUiSchema(asObject(property) ?? {})] as const,
  );
  if (properties.length > 0) {
    schema.properties = Object.fromEntries(
      properties.map(([name, part]) => [name, part.schema]),
    );
    for (const [name, part] of properties) {
      if (Object.keys(part.uiSchema).length > 0) {
        uiSchema[name] = part.uiSchema;
      }
    }
  }
  const items = asObject(form.items);
  if (items) {
    const part = splitUiSchema(items);
    schema.items = part.schema;
    if (Object.keys(part.uiSchema).length > 0) {
      uiSchema.items = part.uiSchema;
    }
  }
  return { schema, uiSchema };
}
