import type { JsonObject, JsonValue } from '@backstage/types';
import { asObject } from './json';

/** The sizes above which a part of the spec becomes a YAML field. */
export interface SizeLimits {
  /** Schemas with more characters are too large to be shown as fields. */
  maxFieldSize: number;
  /** Down to this depth an object is shown even if it is too large; only its large parts become YAML. */
  maxOpenDepth: number;
}

/**
 * The size limit of a form's schema, in characters of JSON. The catalog stores an entity as one text, and stores every value of the entity as a row of its search
 * table. The limit is a few times the size of other entities, and enough for some hundred fields.
 */
export const MAX_FORM_SIZE = 64 * 1024;

/** The limits are sorted from generous to strict: each next limit shows fewer levels of an object as fields, and only smaller parts. */
const LIMITS: SizeLimits[] = [
  { maxOpenDepth: 3, kilos: [16, 8, 4, 2, 1] },
  { maxOpenDepth: 1, kilos: [4, 2, 1] },
  { maxOpenDepth: 0, kilos: [4, 2, 1, 0.5] },
].flatMap(({ maxOpenDepth, kilos }) =>
  kilos.map(kilo => ({ maxFieldSize: kilo * 1024, maxOpenDepth })),
);

/** Roughly the number of characters that a field or a page adds to the schema. */
const FIELD_SIZE = 60;
const PAGE_SIZE = 250;

/** Roughly the size of a YAML field without its check and its description. */
const YAML_FIELD_SIZE = 300;

/** A YAML field up to this size is checked in full before it is sent. In a larger field the form only checks the type, and the cluster checks the rest. */
export const MAX_CHECK_SIZE = 2048;

/** Longer texts are cut. */
export const MAX_TEXT_LENGTH = 600;

/** Everything deeper counts as too large. */
const MAX_DEPTH = 100;

/** Measures each schema once. */
export function measureSchemas(): (schema: JsonObject) => number {
  const sizes = new WeakMap<object, number>();
  const measure = (value: JsonValue | undefined, depth: number): number => {
    if (typeof value === 'string') {
      return Math.min(value.length, MAX_TEXT_LENGTH) + 2;
    }
    if (typeof value !== 'object' || value === null) {
      return 5;
    }
    if (depth > MAX_DEPTH) {
      return Infinity;
    }
    const known = sizes.get(value);
    if (known !== undefined) {
      return known;
    }
    let size = 2;
    for (const [key, inner] of Object.entries(value)) {
      size += key.length + 4 + measure(inner, depth + 1);
    }
    sizes.set(value, size);
    return size;
  };
  return schema => measure(schema, 0);
}

/**
 * The limits to try, from generous to strict, until the form is small enough. Limits that cannot make the form small enough are left out, because
 * each attempt takes time if the spec is large.
 *
 * @returns the last entry is undefined, for a spec that is too large even with a YAML field for each property
 */
export function limitsToTry(
  spec: JsonObject,
  sizeOf: (schema: JsonObject) => number,
  single: boolean,
): Array<SizeLimits | undefined> {
  const pageSize = single ? FIELD_SIZE : PAGE_SIZE;
  const first = LIMITS.findIndex(
    limits => estimate(spec, { limits, sizeOf, pageSize }, 0) <= MAX_FORM_SIZE,
  );
  return first === -1 ? [undefined] : [...LIMITS.slice(first), undefined];
}

function estimate(
  schema: JsonObject,
  options: {
    limits: SizeLimits;
    sizeOf: (schema: JsonObject) => number;
    pageSize: number;
  },
  depth: number,
): number {
  const { limits, sizeOf, pageSize } = options;
  const size = sizeOf(schema);
  const own = depth === 1 ? pageSize : FIELD_SIZE;
  if (depth > 0 && size <= limits.maxFieldSize) {
    return size + own;
  }
  const properties = Object.values(asObject(schema.properties) ?? {});
  if (properties.length === 0 || depth > limits.maxOpenDepth) {
    return (
      Math.min(size, MAX_CHECK_SIZE, MAX_TEXT_LENGTH) + YAML_FIELD_SIZE + own
    );
  }
  return properties.reduce<number>(
    (sum, property) =>
      sum + estimate(asObject(property) ?? {}, options, depth + 1),
    own,
  );
}
