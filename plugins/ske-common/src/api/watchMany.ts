import type { SkeErrorBody } from '../errors';
import type { WatchEndReason, WatchEvent, WatchQuery } from './watch';

/**
 * One subscription of `POST /watch`, which takes up to 50 of them.
 *
 * @public
 */
export interface WatchSubscription extends WatchQuery {
  /** Chosen by the client; each event names the subscription by it. Unique within the call, 1 to 64 characters. */
  id: string;
}

/**
 * One event of `POST /watch`.
 *
 * An event with a `subscription` has the meaning of the same {@link WatchEvent}, for this subscription only. Each subscription has its own initial
 * list, `synced`, `relist` and `end`, and its end does not end the other subscriptions. An `end` without a `subscription` ends the stream.
 *
 * A subscription that continues from a `resourceVersion` starts with `synced` too, with this resourceVersion as its `id`, as soon as the cluster has
 * accepted its watch. So every subscription begins with `synced`, `relist` or `end`, or with a list that leads to one of them.
 *
 * @public
 */
export type WatchManyEvent =
  | (WatchEvent & {
      /** The `id` of the {@link WatchSubscription}. */
      subscription: string;
    })
  | {
      type: 'end';
      subscription?: undefined;
      reason: WatchEndReason;
      error?: SkeErrorBody['error'];
    };
