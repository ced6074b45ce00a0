import type { StopReason } from './CallScope';

/**
 * The reason why a call has no complete response. It does not contain the subject of the call; the caller converts it into a SkeError with the subject.
 */
export type FailureReason =
  | StopReason
  /** The connection, or the attempt to open one, failed. */
  | 'transport'
  /** The queue is full. */
  | 'busy'
  /** Recent attempts to connect have failed, so the call was not attempted. */
  | 'circuit-open'
  /** The response exceeds the size limit. */
  | 'too-large';

export class CallFailure extends Error {
  readonly reason: FailureReason;
  /** Whether the API server may have received any part of the request. */
  readonly isSent: boolean;
  readonly retryAfterSeconds?: number;
  /** The proxy between the portal and the API server, for messages. */
  readonly proxy?: string;

  constructor(options: {
    reason: FailureReason;
    isSent: boolean;
    cause?: unknown;
    retryAfterSeconds?: number;
    proxy?: string;
  }) {
    super(options.reason, { cause: options.cause });
    this.reason = options.reason;
    this.isSent = options.isSent;
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.proxy = options.proxy;
  }
}
