import type { SkeError, SkeErrorCode } from '@kratix-portal/plugin-ske-common';
import type { LogPhase } from './LogState';

/** What happened before the failure. */
export interface BeforeFailure {
  /** The number of failures in a row, including the current failure. */
  failures: number;
  hasLines: boolean;
}

/** What a log does after a failure. */
export interface AfterFailure {
  phase: LogPhase;
  /** Absent if the log is not opened again by itself. */
  retryInSeconds?: number;
}

/** Refusals that an API server also sends while it starts, before it knows all roles and kinds. */
const MOMENTARY: readonly SkeErrorCode[] = [
  'forbidden',
  'not-found',
  'kind-not-served',
];

const REFUSALS: readonly SkeErrorCode[] = [
  ...MOMENTARY,
  'policy-denied',
  'kind-not-allowed',
  'identity-mismatch',
];

/** Seconds between requests for the log of a container that has not started. */
const PENDING_RETRY = 3;
const MAX_RETRY = 30;
/** Rights change rarely, so a refused log is requested less and less often. */
const FIRST_REFUSED_RETRY = 5;
const MAX_REFUSED_RETRY = 300;
/** With the pauses between them, five failures in a row take half a minute. An API server starts within that time. */
const MOMENTARY_FAILURES = 5;

/** Decides when a log is requested again, and how the page describes it until then. */
export function afterFailure(
  error: SkeError,
  { failures, hasLines }: BeforeFailure,
): AfterFailure {
  const { code } = error;
  if (code === 'logs-pending') {
    return { phase: 'pending', retryInSeconds: PENDING_RETRY };
  }
  if (code === 'logs-gone') {
    return { phase: 'gone' };
  }
  if (code === 'session-ended') {
    return { phase: 'signed-out' };
  }
  const isMomentary =
    hasLines && failures <= MOMENTARY_FAILURES && MOMENTARY.includes(code);
  if (REFUSALS.includes(code) && !isMomentary) {
    const retry = FIRST_REFUSED_RETRY * 3 ** (failures - 1);
    return {
      phase: 'refused',
      retryInSeconds: Math.min(MAX_REFUSED_RETRY, retry),
    };
  }
  const backoff = Math.min(MAX_RETRY, 2 ** (failures - 1));
  return {
    phase: hasLines ? 'interrupted' : 'failed',
    retryInSeconds: Math.max(backoff, error.retryAfterSeconds ?? 0),
  };
}
