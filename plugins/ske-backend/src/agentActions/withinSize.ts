import { createHash } from 'node:crypto';
import type { JsonObject, JsonValue } from '@backstage/types';
import { FROM_CLUSTER_NOTICE } from './untrusted';

/** The longest result of an action, in characters of JSON. A longer one would fill the context of an agent. */
export const LONGEST_RESULT = 100_000;

const LEFT_OUT =
  /\(left out: \d+ characters \(\w{12}\), and the result would be too long\./;

/** Deeper values are left out as a whole: each level measures all that is below it. */
const MOST_LEVELS = 64;

/**
 * The text that replaces a value for which a result has no room. It has the beginning of the value's hash, so that `update-request` recognises which value it stands for.
 * Secrets in the value are already hidden.
 */
export function leftOut(value: JsonValue): string {
  const json = JSON.stringify(value);
  const hash = createHash('sha256').update(json).digest('hex').slice(0, 12);
  return `(left out: ${json.length} characters (${hash}), and the result would be too long. get-request or get-promise of one object, its page in the portal, or kubectl shows more)`;
}

/** Whether a text has {@link leftOut} in it. */
export function isLeftOut(text: string): boolean {
  return LEFT_OUT.test(text);
}

/** With quotes, and with a number of twelve digits. */
const LONGEST_LEFT_OUT = leftOut('').length + 13;

/**
 * Shortens data of the cluster: values that do not fit are replaced by {@link leftOut}, the largest first, and no field and no item of a list disappears. A list that
 * would only lose its last items could be sent back in an update, which would remove them.
 */
export function withinSize(
  value: JsonValue,
  most: number,
  level = 0,
): JsonValue {
  if (sizeOf(value) <= most) {
    return value;
  }
  const parts =
    typeof value === 'object' && value !== null && level < MOST_LEVELS
      ? Object.entries(value)
      : [];
  const shares = sharesOf(
    parts.map(([key, part]) => ({
      fixed: (Array.isArray(value) ? 0 : JSON.stringify(key).length + 1) + 1,
      size: sizeOf(part ?? null),
    })),
    most - 2,
  );
  if (!shares || parts.length === 0) {
    return leftOut(value);
  }
  const fitted = parts.map(
    ([key, part], index) =>
      [key, withinSize(part ?? null, shares[index], level + 1)] as const,
  );
  return Array.isArray(value)
    ? fitted.map(([, part]) => part)
    : Object.fromEntries(fitted);
}

/** Shortens what is below `fromCluster` in a result until the whole result is short enough. */
export function resultWithinSize<T extends JsonObject>(output: T): T {
  const size = sizeOf(output);
  if (size <= LONGEST_RESULT) {
    return output;
  }
  const parts: JsonValue[] = [];
  mapFromCluster(output, part => {
    parts.push(part);
    return part;
  });
  const sizes = parts.map(part => ({ fixed: 0, size: sizeOf(part) }));
  const rest = size - sizes.reduce((sum, part) => sum + part.size, 0);
  const shares = sharesOf(sizes, LONGEST_RESULT - rest);
  let next = 0;
  return mapFromCluster(output, part => {
    const share = shares?.[next] ?? 0;
    next += 1;
    const fitted = withinSize(part, share);
    return typeof fitted === 'string' ? { leftOut: fitted } : fitted;
  }) as T;
}

/** Gives each part the room that it needs, and divides what is left among the large ones. Undefined if not even {@link leftOut} has room for each of them. */
function sharesOf(
  parts: ReadonlyArray<{ fixed: number; size: number }>,
  most: number,
): number[] | undefined {
  const order = parts
    .map(({ size }, index) => ({ size, index }))
    .sort((one, other) => one.size - other.size);
  let room = most - parts.reduce((sum, { fixed }) => sum + fixed, 0);
  const shares: number[] = [];
  for (const [position, { size, index }] of order.entries()) {
    const share = Math.min(size, Math.floor(room / (order.length - position)));
    if (share < size && share < LONGEST_LEFT_OUT) {
      return undefined;
    }
    shares[index] = share;
    room -= share;
  }
  return shares;
}

function mapFromCluster(
  value: JsonValue | undefined,
  map: (part: JsonValue) => JsonValue,
): JsonValue | undefined {
  if (Array.isArray(value)) {
    return value.map(each => mapFromCluster(each, map) ?? null);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      key === 'fromCluster' && value.notice === FROM_CLUSTER_NOTICE
        ? map(each ?? null)
        : mapFromCluster(each, map),
    ]),
  );
}

function sizeOf(value: JsonValue): number {
  return JSON.stringify(value).length;
}
