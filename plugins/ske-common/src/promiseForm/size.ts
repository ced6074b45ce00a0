import type { JsonObject, JsonValue } from '@backstage/types';
import { asObject } from './json';

/**
 * What the schema of a form may come to, in characters of JSON. The catalog stores an entity as one text and every value in it as a row of its
 * search table; this is a few times the size of other entities, and enough for some hundred fields.
 */
const MAX_FORM_SIZE = 64 * 1024;

/** Fields up to this size may have fields of their own; halved until the form fits. */
const MAX_FIELD_SIZE = 16 * 1024;
const MIN_FIELD_SIZE = 256;

/** About what a YAML field takes, and what a field adds to its schema. */
const YAML_FIELD_SIZE = 400;
const FIELD_OVERHEAD = 60;

/** Long texts are cut in the form as well. */
const MAX_TEXT = 600;

/** As in whyYaml: how deep an object is opened although it is too large. */
const MAX_OPEN_DEPTH = 3;

/** Deeper than any API server takes: what is below is too large, whatever it is. */
const MAX_DEPTH = 100;

/** Measures each schema once. */
export function measureSchemas(): (schema: JsonObject) => number {
  const sizes = new WeakMap<object, number>();
  const measure = (value: JsonValue | undefined, depth: number): number => {
    if (typeof value === 'string') return Math.min(value.length, MAX_TEXT) + 2;
    if (typeof value !== 'object' || value === null) return 5;
    if (depth > MAX_DEPTH) return Infinity;
    const known = sizes.get(value);
    if (known !== undefined) return known;
    let size = 2;
    for (const key in value) {
      if (!Object.hasOwn(value, key)) continue;
      const inner = (value as JsonObject)[key];
      size += key.length + 4 + measure(inner, depth + 1);
    }
    sizes.set(value, size);
    return size;
  };
  return schema => measure(schema, 0);
}

/** The largest size of a field with which the whole form stays within its bound. */
export function chooseFieldSize(
  spec: JsonObject,
  sizeOf: (schema: JsonObject) => number,
): number {
  for (let size = MAX_FIELD_SIZE; size > MIN_FIELD_SIZE; size /= 2) {
    if (estimate(spec, size, sizeOf, 0) <= MAX_FORM_SIZE) return size;
  }
  return MIN_FIELD_SIZE;
}

function estimate(
  schema: JsonObject,
  maxFieldSize: number,
  sizeOf: (schema: JsonObject) => number,
  depth: number,
): number {
  const size = sizeOf(schema);
  if (depth > 0 && size <= maxFieldSize) return size + FIELD_OVERHEAD;
  const properties = Object.values(asObject(schema.properties) ?? {});
  if (properties.length === 0 || depth > MAX_OPEN_DEPTH) return YAML_FIELD_SIZE;
  return properties.reduce<number>(
    (sum, property) =>
      sum + estimate(asObject(property) ?? {}, maxFieldSize, sizeOf, depth + 1),
    YAML_FIELD_SIZE,
  );
}
