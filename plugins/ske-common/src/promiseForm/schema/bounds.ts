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
  const parts = [
    readLimit('minimum', schema),
    readLimit('maximum', schema),
    readPattern(schema),
    readMultipleOf(schema),
  ];
  return {
    keywords: Object.assign(
      Object.fromEntries(counts),
      ...parts.map(({ keywords }) => keywords),
    ),
    notes: parts.flatMap(({ notes }) => notes),
    complete: parts.every(({ complete }) => complete),
  };
}

/** The type of a number to which the API server converts values and limits. */
interface NumberRange {
  isWhole: boolean;
  /** The limits that a value of this type has without limits in the schema. */
  keywords: Record<'minimum' | 'maximum', JsonObject>;
  holds(limit: number): boolean;
}

/** Numbers from here on are rounded to a number that a 32-bit float cannot have. */
const FLOAT32_END = (2 - 2 ** -24) * 2 ** 127;

const ANY_NUMBER: NumberRange = {
  isWhole: false,
  keywords: { minimum: {}, maximum: {} },
  holds: () => true,
};

const INT64: NumberRange = {
  isWhole: true,
  // The form accepts no whole number that JavaScript would round.
  keywords: { minimum: {}, maximum: {} },
  holds: limit =>
    Number.isInteger(limit) && limit >= -(2 ** 63) && limit < 2 ** 63,
};

const INT32: NumberRange = {
  isWhole: true,
  keywords: {
    minimum: { minimum: -(2 ** 31) },
    maximum: { maximum: 2 ** 31 - 1 },
  },
  holds: limit =>
    Number.isInteger(limit) && limit >= -(2 ** 31) && limit < 2 ** 31,
};

const FLOAT32: NumberRange = {
  isWhole: false,
  keywords: {
    minimum: { exclusiveMinimum: -FLOAT32_END },
    maximum: { exclusiveMaximum: FLOAT32_END },
  },
  holds: limit => Math.abs(limit) < FLOAT32_END,
};

function rangeOf({ type, format }: JsonObject): NumberRange {
  switch (type) {
    case 'integer':
      return format === 'int32' ? INT32 : INT64;
    case 'number':
      return format === 'float' ? FLOAT32 : ANY_NUMBER;
    default:
      return ANY_NUMBER;
  }
}

/**
 * Reads `minimum` or `maximum`.
 *
 * In OpenAPI 3.0 `exclusiveMinimum` is a boolean in addition to `minimum`; in draft 07 it is the limit itself. The API server rejects every value if the type of
 * the field cannot hold the limit. Before the API server compares a whole number with a limit, it cuts off the fraction of the limit.
 */
function readLimit(keyword: 'minimum' | 'maximum', schema: JsonObject): Bounds {
  const limit = asNumber(schema[keyword]);
  const range = rangeOf(schema);
  if (limit === undefined) {
    return { keywords: range.keywords[keyword], notes: [], complete: true };
  }
  if (!range.holds(limit)) {
    return {
      keywords: range.keywords[keyword],
      notes: [
        `Checked by the cluster: it accepts no value, because the ${keyword} ${limit} is not valid for this type.`,
      ],
      complete: false,
    };
  }
  const exclusive = `exclusive${upperFirst(keyword)}`;
  const isExclusive = isTrue(schema[exclusive]);
  const whole = Math.trunc(limit);
  const isBeyondWhole = keyword === 'minimum' ? limit > whole : limit < whole;
  const isExact = whole === limit || isBeyondWhole === isExclusive;
  return {
    keywords: {
      [isExclusive ? exclusive : keyword]:
        isExact || isExclusive ? limit : whole,
    },
    notes: isExact
      ? []
      : [
          `Checked by the cluster: ${describeLimit(keyword, isExclusive)} ${code(String(limit))}.`,
        ],
    complete: isExact,
  };
}

function describeLimit(
  keyword: 'minimum' | 'maximum',
  isExclusive: boolean,
): string {
  const words =
    keyword === 'minimum'
      ? ['at least', 'more than']
      : ['at most', 'less than'];
  return words[isExclusive ? 1 : 0];
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
