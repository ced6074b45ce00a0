import type { JsonObject, JsonValue } from '@backstage/types';
import { asObject, isTrue } from '../values/json';
import { code } from './bounds';
import { fitsCatalog } from './catalogKeys';

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

/** Whether the form can fill in the default of a schema. */
export function isUsableDefault({ default: value }: JsonObject): boolean {
  return fitsCatalog(value) && isLossless(value as JsonValue);
}

/** Whether no number of a value was rounded when it was read. */
export function isLossless(value: JsonValue): boolean {
  if (typeof value === 'number') {
    return !Number.isInteger(value) || Number.isSafeInteger(value);
  }
  if (typeof value !== 'object' || value === null) {
    return true;
  }
  return Object.values(value).every(inner =>
    inner === undefined ? true : isLossless(inner),
  );
}

/**
 * Reads the default of a spec. The form always sends a spec, so the cluster never sets this default.
 *
 * @returns the properties with which the form starts, and a note about the properties that the form cannot fill in
 */
export function readSpecDefault(spec: JsonObject): {
  initial?: JsonObject;
  notes: string[];
} {
  const values = Object.entries(asObject(spec.default) ?? {});
  const usable = values.filter(([name, value]) =>
    isUsableDefault({ default: { [name]: value } }),
  );
  return {
    ...(usable.length > 0 && { initial: Object.fromEntries(usable) }),
    notes: noteUnset(
      Object.fromEntries(values.filter(each => !usable.includes(each))),
    ),
  };
}

/** Says which part of the default of a spec the user has to enter. */
export function noteUnset(part: JsonObject): string[] {
  // A number that was rounded is not the number that the author wrote.
  const shown = Object.entries(part).filter(
    ([, value]) => value !== undefined && isLossless(value),
  );
  return shown.length > 0
    ? [
        `This default is set neither by the form nor by the cluster: ${code(JSON.stringify(Object.fromEntries(shown)))}.`,
      ]
    : [];
}
