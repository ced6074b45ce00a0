import type { SkeError, SkeErrorCode } from '@kratix-portal/plugin-ske-common';
import type { LogPhase } from './LogState';

/** What has happened before the failure. */
export interface BeforeFailure {
  /** Failures in a row, this one included. */
  failures: number;
  hasLines: boolean;
}

/** What a log does after a failure. */
export interface AfterFailure {
  phase: LogPhase;
  /** Absent if a retry does not help. */
  retryInSeconds?: number;
}

const REFUSALS: readonly SkeErrorCode[] = [
  'forbidden',
  'policy-denied',
  'kind-not-allowed',
  'identity-mismatch',
  'no-credentials',
  'session-ended',
  'identity-rejected',
  'not-found',
];

/** Seconds between requests for the log of a container that has not started. */
const PENDING_RETRY = 3;
const MAX_RETRY = 30;

/** Decides whether a log is requested again, and how the page describes it meanwhile. */
export function afterFailure(
  error: SkeError,
  { failures, hasLines }: BeforeFailure,
): AfterFailure {
  if (error.code === 'logs-pending') {
    return { phase: 'pending', retryInSeconds: PENDING_RETRY };
  }
  if (error.code === 'logs-gone') {
    return { phase: 'gone' };
  }
  if (REFUSALS.includes(error.code)) {
    return { phase: 'refused' };
  }
  const backoff = Math.min(MAX_RETRY, 2 ** (failures - 1));
  return {
    phase: hasLines ? 'interrupted' : 'failed',
    retryInSeconds: Math.max(backoff, error.retryAfterSeconds ?? 0),
  };
}
