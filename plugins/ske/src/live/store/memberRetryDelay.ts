import type { SkeError } from '@kratix-portal/plugin-ske-common';
import type { Collection } from './Collection';
import type { FailureKind } from './readFailure';

/** Rights and kinds change, but rarely. */
const REFUSED_MS = 60_000;
const REFUSED_LONGEST_MS = 5 * 60_000;
const FIRST_MS = 1_000;
/** Kratix makes the kind of a Promise some seconds after the Promise was installed. */
const NEW_KIND_MS = 4_000;
const LONGEST_MS = 30_000;

/**
 * An API server that has just started serves its own kinds first. For some moments it knows neither the CustomResourceDefinitions nor all roles and
 * bindings.
 */
const STARTING_CODES: ReadonlySet<SkeError['code']> = new Set([
  'kind-not-served',
  'forbidden',
]);

/**
 * The delay after which one subscription that failed is tried again, in milliseconds.
 *
 * If a collection could be read before, a refusal may come from an API server that has just started. A kind that is not served may exist soon. So
 * both are retried soon, and then less and less often.
 */
export function memberRetryDelay(
  member: Pick<Collection, 'failures' | 'isKnown'>,
  options: {
    kind: FailureKind;
    error: SkeError | undefined;
    /** Between 0 and 1. It shortens the delay, so that tabs do not retry together. */
    random: number;
  },
): number {
  const { kind, error, random } = options;
  const factor = 2 ** (member.failures - 1);
  const jitter = 0.5 + random / 2;
  const soon = FIRST_MS * factor * jitter;
  if (kind === 'refused') {
    return Math.min(refusedDelay(), REFUSED_LONGEST_MS);
  }
  const asked = (error?.retryAfterSeconds ?? 0) * 1_000;
  return Math.max(asked, Math.min(soon, LONGEST_MS));

  function refusedDelay(): number {
    if (member.isKnown && error && STARTING_CODES.has(error.code)) {
      return soon;
    }
    return error?.code === 'kind-not-served'
      ? NEW_KIND_MS * factor * jitter
      : REFUSED_MS * factor;
  }
}
