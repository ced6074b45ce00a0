import type { JsonObject, JsonValue } from '@backstage/types';

/** Whether a value is a mapping. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value itself if it is a mapping, otherwise an empty mapping. */
export function asObject(value: JsonValue | undefined): JsonObject {
  return isObject(value) ? value : {};
}

/** @returns undefined for text that is not JSON, such as an HTML page */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Returns an own property. Keys come from user input and may be any text, such as `constructor`. */
export function valueOf(
  object: JsonObject,
  key: string,
): JsonValue | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** The `metadata` of an object of the cluster, or an empty mapping. */
export function metadataOf(object: JsonObject): JsonObject {
  return asObject(object.metadata);
}

/** Returns the object without the metadata that the API server changes with each write. */
export function contentOf(object: JsonObject): JsonObject {
  const {
    managedFields: _managedFields,
    resourceVersion: _resourceVersion,
    generation: _generation,
    ...metadata
  } = metadataOf(object);
  return { ...object, metadata };
}
