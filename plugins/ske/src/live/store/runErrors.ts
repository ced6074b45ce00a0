import {
  SkeError,
  type WatchManyEvent,
} from '@kratix-portal/plugin-ske-common';
import { PAGE_RETRIES, toSkeError } from './readFailure';
import type { RunEnd } from './StreamRun';

/** The error that an `end` carries. */
export function errorOfEvent(
  event: WatchManyEvent & { type: 'end' },
): SkeError | undefined {
  if (event.reason === 'session-ended' && !event.error) {
    return new SkeError({
      code: 'session-ended',
      message: 'Your session has ended.',
      hint: 'Sign in again.',
    });
  }
  return event.error && new SkeError(event.error);
}

/** Why a stream ended. Undefined if it ended as planned. */
export function errorOfRun(end: RunEnd): SkeError | undefined {
  switch (end.cause) {
    case 'error':
      return toSkeError(end.error);
    case 'end':
      return errorOfEvent(end.event);
    case 'silence':
      return new SkeError({
        code: 'timeout',
        message: 'Nothing arrived over the connection for 45 seconds.',
        hint: PAGE_RETRIES,
      });
    default:
      return undefined;
  }
}
