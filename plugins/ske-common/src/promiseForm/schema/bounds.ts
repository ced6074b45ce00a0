import type { JsonObject } from '@backstage/types';
import { toJavaScriptPattern } from '../patterns';
import { asNumber, asText, isTrue } from '../json';

/** Keywords with the same meaning in OpenAPI and JSON Schema. */
const COUNTS = ['minLength', 'maxLength', 'minItems', 'maxItems'];

/** JSON Schema keywords that limit a value, and what is left to the cluster. */
export interface Bounds {
  keywords: JsonObject;
  notes: string[];
  /** False if the cluster checks more than the keywords do. */
  complete: boolean;
}

/** Lengths, counts, numbers and the pattern of a schema, from OpenAPI 3.0 to JSON Schema draft 07. */
export function readBounds(schema: JsonObject): Bounds {
  const counts = COUNTS.map(
    key => [key, asNumber(schema[key])] as const,
  ).filter(([, count]) => count !== undefined);
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
  const minimum = asNumber(schema.minimum) ?? (isInt32 ? INT32_MIN : undefined);
  const maximum = asNumber(schema.maximum) ?? (isInt32 ? INT32_MAX : undefined);
  return {
    ...(minimum !== undefined && {
      [isTrue(schema.exclusiveMinimum) ? 'exclusiveMinimum' : 'minimum']:
        minimum,
    }),
    ...(maximum !== undefined && {
      [isTrue(schema.exclusiveMaximum) ? 'exclusiveMaximum' : 'maximum']:
        maximum,
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
  return Number.isInteger(multipleOf * LARGEST_EXACT_DIVISOR)
    ? { keywords: { multipleOf }, notes: [], complete: true }
    : {
        keywords: {},
        notes: [`Checked by the cluster: a multiple of ${multipleOf}.`],
        complete: false,
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
  const shown = text.length > 200 ? `${text.slice(0, 200)}…` : text;
  const fence = '`'.repeat(longestRun(shown) + 1);
  const pad = shown.startsWith('`') || shown.endsWith('`') ? ' ' : '';
  return fence + pad + shown.replace(/\s+/g, ' ') + pad + fence;
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
}
