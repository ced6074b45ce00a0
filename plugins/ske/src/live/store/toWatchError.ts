import { SkeError } from '@kratix-portal/plugin-ske-common';
import type { WatchManyEvent } from '@kratix-portal/plugin-ske-common';

/** The error that an `end` carries. */
export function toWatchError(
  event: WatchManyEvent & { type: 'end' },
): SkeError | undefined {
  return event.error && new SkeError(event.error);
}
