import type { JsonObject, JsonValue } from '@backstage/types';

/** Whether a value is a mapping. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @returns undefined for text that is not JSON, such as an HTML page */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A field of an object's own: keys come from outside, and may be any word. */
export function valueOf(
  object: JsonObject,
  key: string,
): JsonValue | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** The `metadata` of an object of the cluster; empty where it has none. */
export function metadataOf(object: JsonObject): JsonObject {
  return isObject(object.metadata) ? object.metadata : {};
}

/** Without what the API server changes by itself with each write. */
export function contentOf(object: JsonObject): JsonObject {
  const {
    managedFields: _managedFields,
    resourceVersion: _resourceVersion,
    generation: _generation,
    ...metadata
  } = metadataOf(object);
  return { ...object, metadata };
}
