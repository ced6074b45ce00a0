import type { JsonObject } from '@backstage/types';
import { toJavaScriptPattern } from '../patterns';
import { upperFirst } from '../values/titles';
import { asCount, asNumber, asText, isTrue, shorten } from '../values/json';

/** Keywords with the same meaning in OpenAPI and JSON Schema. */
const COUNTS = ['minLength', 'maxLength', 'minItems', 'maxItems'];

/** JSON Schema keywords that limit a value, and the checks that are left to the cluster. */
export interface Bounds {
  keywords: JsonObject;
  notes: string[];
  /** False if the cluster checks more than these keywords. */
  complete: boolean;
}

/** Lengths, counts, numbers and the pattern of a schema, from OpenAPI 3.0 to JSON Schema draft 07. */
export function readBounds(schema: JsonObject): Bounds {
  const counts = COUNTS.map(key => [key, asCount(schema[key])] as const).filter(
    ([, count]) => count !== undefined,
  );
  const parts = [readPattern(schema), readMultipleOf(schema)];
  return {
    keywords: Object.assign(
      Object.fromEntries(counts),
      readRange(schema),
      ...parts.map(({ keywords }) => keywords),
    ),
    notes: parts.flatMap(({ notes }) => notes),
    complete: parts.every(({ complete }) => complete),
  };
}

/** The range of the format `int32`. */
const INT32_MIN = -(2 ** 31);
const INT32_MAX = 2 ** 31 - 1;

/** In OpenAPI 3.0 `exclusiveMinimum` is a boolean in addition to `minimum`; in draft 07 it is the limit itself. */
function readRange(schema: JsonObject): JsonObject {
  const isInt32 = schema.type === 'integer' && schema.format === 'int32';
  return {
    ...readLimit('minimum', schema, limit => isInt32 && limit < INT32_MIN),
    ...readLimit('maximum', schema, limit => isInt32 && limit > INT32_MAX),
    ...(isInt32 && keepWithinInt32(schema)),
  };
}

function readLimit(
  keyword: 'minimum' | 'maximum',
  schema: JsonObject,
  isBeyond: (limit: number) => boolean,
): JsonObject {
  const limit = asNumber(schema[keyword]);
  const exclusive = `exclusive${upperFirst(keyword)}`;
  return limit === undefined || isBeyond(limit)
    ? {}
    : { [isTrue(schema[exclusive]) ? exclusive : keyword]: limit };
}

/** The limits of `int32`, unless the schema has narrower limits. */
function keepWithinInt32(schema: JsonObject): JsonObject {
  return {
    ...((asNumber(schema.minimum) ?? -Infinity) < INT32_MIN && {
      minimum: INT32_MIN,
    }),
    ...((asNumber(schema.maximum) ?? Infinity) > INT32_MAX && {
      maximum: INT32_MAX,
    }),
  };
}

/** Only binary fractions divide without a remainder: in JavaScript 0.3 is not a multiple of 0.1. */
const LARGEST_EXACT_DIVISOR = 1024;

function readMultipleOf(schema: JsonObject): Bounds {
  const multipleOf = asNumber(schema.multipleOf);
  if (multipleOf === undefined || multipleOf <= 0) {
    return { keywords: {}, notes: [], complete: true };
  }
  const isExact = Number.isInteger(multipleOf * LARGEST_EXACT_DIVISOR);
  // Before the API server divides a whole number, the API server cuts off the fraction of the divisor.
  const isComplete = Number.isInteger(multipleOf);
  return {
    keywords: isExact ? { multipleOf } : {},
    notes: isComplete
      ? []
      : [`Checked by the cluster: a multiple of ${multipleOf}.`],
    complete: isComplete,
  };
}

function readPattern(schema: JsonObject): Bounds {
  const re2 = asText(schema.pattern);
  if (!re2) {
    return { keywords: {}, notes: [], complete: true };
  }
  const pattern = toJavaScriptPattern(re2);
  return pattern === undefined
    ? {
        keywords: {},
        notes: [`Checked by the cluster: must match ${code(re2)}.`],
        complete: false,
      }
    : { keywords: { pattern }, notes: [], complete: true };
}

/** Markdown that shows a text literally. */
export function code(text: string): string {
  const shown = shorten(text, 200);
  const fence = '`'.repeat(longestRun(shown) + 1);
  const pad = shown.startsWith('`') || shown.endsWith('`') ? ' ' : '';
  return fence + pad + shown.replace(/\s+/g, ' ') + pad + fence;
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
}
