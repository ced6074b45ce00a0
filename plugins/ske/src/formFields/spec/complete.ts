import type { JsonObject, JsonValue } from '@backstage/types';
import { asObject } from '../../values';
import {
  asUiSchema,
  isMultiSelect,
  isOfType,
  isYaml,
  optionsOf,
  type FormData,
  type FormSchema,
  type UiSchema,
} from '../field/FormSchema';

interface Field {
  schema: FormSchema;
  uiSchema: UiSchema;
}

/**
 * Decides for every property of a value whether it is present: fills in defaults as the cluster would, and leaves out optional objects, lists
 * and maps until the user adds them.
 *
 * react-jsonschema-form fills in every list, and every object that has a default somewhere inside, whether the user wants it or not. It does not change
 * a key that exists, even if its value is undefined. So each property that is absent gets such a key.
 */
export function complete(field: Field & { value: FormData }): FormData {
  const { value, ...own } = field;
  if (value === undefined) {
    return initialValue(own);
  }
  if (isYaml(own.uiSchema)) {
    return value;
  }
  if (Array.isArray(value)) {
    return completeList(own, value);
  }
  const object = asObject(value);
  if (!object) {
    return value;
  }
  return own.schema.additionalProperties === undefined
    ? completeObject(own, object)
    : completeMap(own, object);
}

/** The value of a field that is added. */
function initialValue({ schema, uiSchema }: Field): FormData {
  const { initial } = optionsOf(uiSchema);
  if (initial !== undefined) {
    return complete({ schema, uiSchema, value: initial });
  }
  if (isYaml(uiSchema)) {
    return schema.default;
  }
  if (isOfType(schema, 'object')) {
    return complete({ schema, uiSchema, value: {} });
  }
  if (isOfType(schema, 'array')) {
    return complete({ schema, uiSchema, value: [] });
  }
  return schema.default;
}

function completeList(
  { schema, uiSchema }: Field,
  list: JsonValue[],
): JsonValue[] {
  const field = {
    schema: asObject(schema.items) ?? {},
    uiSchema: asUiSchema(uiSchema.items),
  };
  // The form would add these by itself, and fill in what is optional.
  const missing = isMultiSelect(schema)
    ? 0
    : Math.max(0, Number(schema.minItems ?? 0) - list.length);
  return [...list, ...new Array<undefined>(missing)].map(
    value => complete({ ...field, value }) as JsonValue,
  );
}

function completeMap({ schema, uiSchema }: Field, map: JsonObject): JsonObject {
  const field = fieldOfValues({ schema, uiSchema });
  const own = asObject(schema.properties) ?? {};
  return Object.fromEntries(
    Object.entries(map).map(([key, value]) => [
      key,
      Object.hasOwn(own, key) ? value : complete({ ...field, value }),
    ]),
  ) as JsonObject;
}

/** The field for the values of a map. */
export function fieldOfValues({ schema, uiSchema }: Field): Field {
  const { values } = asUiSchema(uiSchema['ui:options']);
  return {
    schema: asObject(schema.additionalProperties) ?? {},
    uiSchema: asUiSchema(values),
  };
}

function completeObject(
  { schema, uiSchema }: Field,
  object: JsonObject,
): JsonObject {
  const result: { [key: string]: FormData } = { ...object };
  for (const [name, property] of Object.entries(
    asObject(schema.properties) ?? {},
  )) {
    const field = {
      schema: asObject(property) ?? {},
      uiSchema: asUiSchema(uiSchema[name]),
    };
    const value = object[name];
    const isRemoved = value === undefined && Object.hasOwn(object, name);
    const isLeftOut =
      value === undefined && optionsOf(field.uiSchema).optional === true;
    result[name] =
      isRemoved || isLeftOut ? undefined : complete({ ...field, value });
  }
  return result as JsonObject;
}

/** Removes the keys whose value is undefined, in place. */
export function removeAbsent(value: FormData): void {
  if (typeof value !== 'object' || value === null) {
    return;
  }
  const object = value as Record<string, FormData>;
  for (const [key, inner] of Object.entries(object)) {
    if (inner === undefined && !Array.isArray(value)) {
      delete object[key];
    } else {
      removeAbsent(inner);
    }
  }
}

const STRIPPED = new WeakMap<FormSchema, FormSchema>();

/**
 * The schema without defaults. A select with a default has no empty choice, and the form would fill in again what the user has removed.
 */
export function withoutDefaults(schema: FormSchema): FormSchema {
  const known = STRIPPED.get(schema);
  if (known) {
    return known;
  }
  const { default: _, ...stripped } = schema;
  const properties = asObject(schema.properties);
  if (properties) {
    stripped.properties = Object.fromEntries(
      Object.entries(properties).map(([name, property]) => [
        name,
        withoutDefaults(asObject(property) ?? {}),
      ]),
    );
  }
  const items = asObject(schema.items);
  if (items) {
    stripped.items = withoutDefaults(items);
  }
  STRIPPED.set(schema, stripped);
  return stripped;
}
