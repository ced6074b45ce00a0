import type { PipelineRun } from '../api';
import { oneLine } from '../errors';
import { secondsSince } from './parts/pickUp';
import { describeReason, sentence, type ReasonPart } from './parts/sentences';
import type { ObjectState, ObservedObject } from './parts/StateWithReason';
import { readWorkflow } from './parts/workflow';

/** After this time in one step a page says that the step takes long. Kratix itself would report a container that cannot start as running for ever. */
const LONG_WAIT_MINUTES = 10;

/**
 * The number of seconds since Kratix began the current step of a request. Undefined if Kratix does not work on the request, or if the time is not known.
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
 * Adds to a state the sentence that the current step takes long, if the state does not show another problem. With this function a list and the page of a
 * request report the same long wait, although the page reads more objects.
 *
 * @param runs - the pipeline runs of the request; undefined if they are not known. They show whether a pipeline that Kratix reports as running has a Job and a Pod.
 * @public
 */
export function withLongWait<State extends ObjectState<string>>(
  state: State,
  object: ObservedObject,
  now: Date,
  runs?: readonly PipelineRun[],
): State {
  const seconds = secondsInStep(state, object, now) ?? 0;
  if (state.tone !== 'progress' || seconds < LONG_WAIT_MINUTES * 60) {
    return state;
  }
  const parts = [
    ...state.parts,
    ...describeMissing(object, runs),
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

/** Kratix reports a pipeline as running even if a quota or a policy has refused its Job or the Pod of its Job. */
function describeMissing(
  { status }: ObservedObject,
  runs: readonly PipelineRun[] | undefined,
): ReasonPart[] {
  if (!runs || readWorkflow(status).current?.phase !== 'Running') {
    return [];
  }
  const active = runs.find(
    ({ state }) => state === 'pending' || state === 'running',
  );
  if (!active) {
    return [sentence('run-not-found')];
  }
  return active.pods.length === 0
    ? [sentence('run-without-pod', { job: oneLine(active.job) })]
    : [];
}
