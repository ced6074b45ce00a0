import type { StopReason } from './CallScope';

/**
 * Why a call has no answer. Not yet one of our errors: the caller knows what the call was about, and makes it one.
 */
export type FailureReason =
  | StopReason
  /** The connection, or the attempt to get one, failed. */
  | 'transport'
  /** Too many calls wait already. */
  | 'busy'
  /** Attempts to connect have failed again and again, so none was made. */
  | 'circuit-open'
  /** An answer that is larger than we take. */
  | 'too-large';

export class CallFailure extends Error {
  readonly reason: FailureReason;
  /** Whether any of the call may have reached the API server. */
  readonly isSent: boolean;
  readonly retryAfterSeconds?: number;

  constructor(options: {
    reason: FailureReason;
    isSent: boolean;
    cause?: unknown;
    retryAfterSeconds?: number;
  }) {
    super(options.reason, { cause: options.cause });
    this.reason = options.reason;
    this.isSent = options.isSent;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}
