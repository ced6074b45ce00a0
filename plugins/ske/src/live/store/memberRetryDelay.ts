import type { SkeError } from '@kratix-portal/plugin-ske-common';
import type { FailureKind } from './readFailure';

/** Rights and kinds change, but rarely. */
const REFUSED_MS = 60_000;
const REFUSED_LONGEST_MS = 5 * 60_000;
const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;

/** The delay after which one subscription that failed is tried again, in milliseconds. */
export function memberRetryDelay(
  failures: number,
  kind: FailureKind,
  error?: SkeError,
): number {
  const factor = 2 ** (failures - 1);
  if (kind === 'refused') {
    return Math.min(REFUSED_MS * factor, REFUSED_LONGEST_MS);
  }
  const asked = (error?.retryAfterSeconds ?? 0) * 1_000;
  return Math.max(asked, Math.min(FIRST_MS * factor, LONGEST_MS));
}
