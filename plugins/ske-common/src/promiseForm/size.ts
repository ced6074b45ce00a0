import type { JsonObject, JsonValue } from '@backstage/types';
import { asObject } from './json';

/** What is shown as fields, and what becomes YAML because of its size. */
export interface SizeLimits {
  /** Schemas with more characters are too large for a field with fields of its own. */
  maxFieldSize: number;
  /** Down to this depth an object is shown although it is too large, and its large parts are YAML. */
  maxOpenDepth: number;
}

/**
 * What the schema of a form may come to, in characters of JSON. The catalog stores an entity as one text and every value in it as a row of its
 * search table; this is a few times the size of other entities, and enough for some hundred fields.
 */
export const MAX_FORM_SIZE = 64 * 1024;

/** From generous to strict: an object is opened less and less far, and so are ever smaller parts of it. */
const LIMITS: SizeLimits[] = [
  { maxOpenDepth: 3, kilos: [16, 8, 4, 2, 1] },
  { maxOpenDepth: 1, kilos: [4, 2, 1] },
  { maxOpenDepth: 0, kilos: [4, 2, 1, 0.5] },
].flatMap(({ maxOpenDepth, kilos }) =>
  kilos.map(kilo => ({ maxFieldSize: kilo * 1024, maxOpenDepth })),
);

/** About what a field adds to its schema, and what its page does. */
const FIELD_SIZE = 60;
const PAGE_SIZE = 250;

/** About what a YAML field takes besides its check and its description. */
const YAML_FIELD_SIZE = 300;

/** A YAML field of this size is checked in full before it is sent; a larger one by its type, and then by the cluster. */
export const MAX_CHECK_SIZE = 2048;

/** Longer texts are cut. */
export const MAX_TEXT_LENGTH = 600;

/** Deeper than any API server takes: what is below is too large, whatever it is. */
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
 * How much of a spec may be shown as fields, from generous to strict: the first whose form is within the bound is the one to take. Those
 * that cannot be are left out, as each try costs time with a large spec.
 *
 * @returns last of all undefined: even a YAML field for each property is too much
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
