import {
  SkeError,
  StreamEndReason,
  WatchEndReason,
} from '@kratix-portal/plugin-ske-common';
import type { StreamShutdown } from '../streams/StreamShutdown';

// A client of our API opens the watch again in each of these cases, so the cases share one reason.
const REASONS: Record<StreamEndReason, WatchEndReason> = {
  'token-expired': 'token-expired',
  'session-ended': 'session-ended',
  'time-limit': 'time-limit',
  shutdown: 'shutdown',
  'slow-client': 'slow-client',
  'cluster-ended': 'cluster-ended',
  idle: 'cluster-ended',
  expired: 'cluster-ended',
  'caller-left': 'cluster-ended',
  failed: 'failed',
};

/** The reason of our API for the end of a stream of the cluster. */
export function toEndReason(
  reason: StreamEndReason,
  shutdown: StreamShutdown,
): WatchEndReason {
  return shutdown.isStopping ? 'shutdown' : REASONS[reason];
}

/** The error in the last message of a watch. */
export function toStreamError(error: unknown): SkeError {
  return SkeError.is(error) ? error : unexpectedFailure(error);
}

/**
 * The error for a failure that our code does not expect. The thrown value is the `cause` of this error, which is neither sent nor logged.
 *
 * @public
 */
export function unexpectedFailure(thrown: unknown): SkeError {
  return new SkeError({
    code: 'internal',
    message: 'The ske backend failed. This is a bug of the portal.',
    hint: 'Report the request id to the people who run the portal.',
    cause: thrown,
  });
}
