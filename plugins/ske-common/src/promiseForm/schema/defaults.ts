import type { JsonObject, JsonValue } from '@backstage/types';
import { asObject, isTrue } from '../values/json';

/** Whether the API server sets a default if the property is absent. The API server ignores a default of null. */
export function hasDefault(property: JsonValue | undefined): boolean {
  const { default: value } = asObject(property) ?? {};
  return value !== undefined && value !== null;
}

/** The defaults that the API server sets for the absent properties of an object. These values include the nested defaults. */
export function defaultsOf(schema: JsonObject): Map<string, JsonValue> {
  const defaults = new Map<string, JsonValue>();
  for (const [name, value] of Object.entries(
    asObject(schema.properties) ?? {},
  )) {
    const property = asObject(value) ?? {};
    if (hasDefault(property)) {
      defaults.set(name, withDefaults(property, property.default!));
    }
  }
  return defaults;
}

/**
 * Applies defaults as the API server does: only inside objects that are present. A null that the API does not allow is replaced by the default, or else, in an
 * object or map, is dropped.
 *
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#defaulting
 */
export function withDefaults(schema: JsonObject, value: JsonValue): JsonValue {
  if (Array.isArray(value)) {
    const items = asObject(schema.items) ?? {};
    return value.map(item =>
      withDefaults(items, replaceNull(items, item) ?? item),
    );
  }
  const object = asObject(value);
  if (!object) {
    return value;
  }
  const properties = asObject(schema.properties) ?? {};
  const values = asObject(schema.additionalProperties);
  const result: JsonObject = {};
  for (const [name, inner] of Object.entries(object)) {
    const property = Object.hasOwn(properties, name)
      ? (asObject(properties[name]) ?? {})
      : values;
    const present = property ? replaceNull(property, inner) : inner;
    if (present !== undefined) {
      result[name] = withDefaults(property ?? {}, present);
    }
  }
  for (const [name, inner] of defaultsOf(schema)) {
    if (!Object.hasOwn(result, name)) {
      result[name] = inner;
    }
  }
  return result;
}

/** Returns the default in place of a null that the API does not allow; undefined if there is no default. */
function replaceNull(
  schema: JsonObject,
  value: JsonValue | undefined,
): JsonValue | undefined {
  if (value !== null || isTrue(schema.nullable)) {
    return value;
  }
  return hasDefault(schema) ? schema.default : undefined;
}
