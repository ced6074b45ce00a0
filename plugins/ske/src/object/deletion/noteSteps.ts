import type { DeletionStep } from '@kratix-portal/plugin-ske-common';

/** When a step began and ended, as far as the page has seen it. Milliseconds since the epoch. */
export interface StepTime {
  readonly state: DeletionStep['state'];
  readonly from?: number;
  readonly to?: number;
}

/** The times of the steps, by finalizer. */
export type StepTimes = ReadonlyMap<string, StepTime>;

/**
 * Notes when the steps of a deletion change. Kubernetes keeps no time for a finalizer that is removed, so the result has only what happened while the
 * page was open, and the beginning of the first step.
 *
 * @returns `before` if nothing has changed
 */
export function noteSteps(
  before: StepTimes | undefined,
  steps: readonly Pick<DeletionStep, 'finalizer' | 'state'>[],
  since: string,
  now: number,
): StepTimes {
  const isSame =
    before?.size === steps.length &&
    steps.every(
      ({ finalizer, state }) => before.get(finalizer)?.state === state,
    );
  if (before && isSame) {
    return before;
  }
  return new Map(
    steps.map(({ finalizer, state }, index) => [
      finalizer,
      before === undefined
        ? firstTime(state, index, since)
        : nextTime(before.get(finalizer), state, now),
    ]),
  );
}

function firstTime(
  state: DeletionStep['state'],
  index: number,
  since: string,
): StepTime {
  const from = Date.parse(since);
  return state === 'now' && index === 0 && !Number.isNaN(from)
    ? { state, from }
    : { state };
}

function nextTime(
  before: StepTime | undefined,
  state: DeletionStep['state'],
  now: number,
): StepTime {
  if (before?.state === state) {
    return before;
  }
  const { from } = before ?? {};
  switch (state) {
    case 'now':
      return { state, from: now };
    case 'done':
      return { state, ...(from !== undefined && { from }), to: now };
    default:
      return { state };
  }
}
