import {
  isPickUpLate,
  type RequestState,
} from '@kratix-portal/plugin-ske-common';
import type { KubernetesObject } from '../../live';
import { numberAt } from '../../values';

/** A notice below the header, about something that the state of the request does not say. */
export type Notice =
  | { readonly type: 'pick-up-late' }
  | {
      readonly type: 'not-caught-up';
      readonly generation: number;
      readonly observed: number;
    };

/** Finds the notices in addition to the state. */
export function readNotices(
  object: KubernetesObject,
  state: RequestState,
  now: Date,
): readonly Notice[] {
  return [
    isPickUpLate(state, now) ? { type: 'pick-up-late' as const } : undefined,
    notCaughtUp(object, state),
  ].filter(notice => notice !== undefined);
}

/**
 * SKE shows the same notice as a banner. There is no notice for a deletion, which raises the generation of each request, and none for a request that Kratix
 * has not picked up, because its state says so already.
 */
function notCaughtUp(
  { metadata, status }: KubernetesObject,
  { state, notPickedUp }: RequestState,
): Notice | undefined {
  const { generation } = metadata;
  const observed = numberAt(status, 'observedGeneration');
  return generation !== undefined &&
    observed !== undefined &&
    generation > observed &&
    state !== 'deleting' &&
    notPickedUp === undefined
    ? { type: 'not-caught-up', generation, observed }
    : undefined;
}
