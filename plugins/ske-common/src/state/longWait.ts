import { secondsSince } from './parts/pickUp';
import { describeReason, sentence } from './parts/sentences';
import type { ObjectState, ObservedObject } from './parts/StateWithReason';

/** After this time in one step a page says that a request takes long: Kratix reports a container that cannot start as running for ever. */
const LONG_WAIT_MINUTES = 10;

/**
 * For how long Kratix has been at the present step of a request, in seconds; undefined if Kratix does not work on the request or the time is not known.
 *
 * @public
 */
export function secondsInStep(
  state: Pick<ObjectState<string>, 'state' | 'since'>,
  object: ObservedObject,
  now: Date,
): number | undefined {
  if (state.state !== 'in-progress') {
    return undefined;
  }
  const { generation, creationTimestamp } = object.metadata;
  return secondsSince(
    state.since ?? (generation === 1 ? creationTimestamp : undefined),
    now,
  );
}

/**
 * Adds to a state that the present step takes long, if nothing else explains why. So a list and a page report the same, although the page reads more
 * objects.
 *
 * @public
 */
export function withLongWait<State extends ObjectState<string>>(
  state: State,
  object: ObservedObject,
  now: Date,
): State {
  const seconds = secondsInStep(state, object, now) ?? 0;
  if (state.tone !== 'progress' || seconds < LONG_WAIT_MINUTES * 60) {
    return state;
  }
  const parts = [
    ...state.parts,
    sentence('step-takes-long', { minutes: LONG_WAIT_MINUTES }),
  ];
  const { next: _next, ...rest } = state;
  return {
    ...rest,
    tone: 'attention',
    parts,
    reason: describeReason(parts),
  } as unknown as State;
}
