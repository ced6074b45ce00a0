import type { NotPickedUp } from '../parts/pickUp';
import type { ReasonPart } from '../parts/sentences';
import {
  makeState,
  type ObjectState,
  type ResourceState,
  type StateFacts,
} from '../parts/StateWithReason';

/**
 * The state of a resource request.
 *
 * @public
 */
export interface RequestState extends ObjectState<ResourceState> {
  /** What Kratix has not picked up. `since` is then the time of that event, such as `metadata.creationTimestamp`. */
  notPickedUp?: NotPickedUp;
}

/** The state of a request that Kratix has not picked up. */
export function notPickedUp(
  what: NotPickedUp,
  parts: readonly (ReasonPart | undefined)[],
  facts: StateFacts,
): RequestState {
  return {
    ...makeState('not-picked-up', 'progress', parts, {
      next: 'wait',
      ...facts,
    }),
    notPickedUp: what,
  };
}
