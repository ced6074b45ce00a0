import { oneLine } from '../../errors';
import { decidedBy, findCondition, type Condition } from './conditions';
import { sentence, type ReasonPart } from './sentences';
import { makeState, type ObjectState } from './StateWithReason';
import { quoted, textAt, valueAt } from './values';

/**
 * The state of a Work in one word.
 *
 * @public
 */
export type WorkState =
  | 'ready'
  | 'in-progress'
  | 'no-destination'
  | 'misplaced'
  | 'failed'
  | 'deleting'
  | 'not-picked-up';

/**
 * The state of a WorkPlacement in one word.
 *
 * @public
 */
export type PlacementState =
  | 'ready'
  | 'in-progress'
  | 'misplaced'
  | 'failed'
  | 'deleting'
  | 'not-picked-up';

/**
 * The state of a Destination in one word.
 *
 * @public
 */
export type DestinationState =
  'ready' | 'not-ready' | 'deleting' | 'not-picked-up';

/**
 * Reads the state of a Work: whether all its files are at its Destinations.
 *
 * @public
 */
export function readWorkState(work: unknown): ObjectState<WorkState> {
  const status = valueAt(work, 'status');
  const scheduled = findCondition(status, 'ScheduleSucceeded');
  const ready = findCondition(status, 'Ready');
  const deciding = ready ?? scheduled;
  const deleted = deletedAt(work);
  if (deleted) {
    return makeState('deleting', 'progress', [sentence('deletion-running')], {
      since: deleted,
      next: 'wait',
    });
  }
  if (!deciding) {
    return makeState(
      'not-picked-up',
      'progress',
      [sentence('work-not-picked-up')],
      { since: createdAt(work), next: 'wait' },
    );
  }
  if (ready?.status === 'True') {
    return makeState(
      'ready',
      'positive',
      [sentence('work-ready')],
      decidedBy(ready),
    );
  }
  return unreadyWork(ready ?? deciding, scheduled);
}

function unreadyWork(
  ready: Condition,
  scheduled: Condition | undefined,
): ObjectState<WorkState> {
  const reasons = [ready.reason, scheduled?.reason];
  const facts = decidedBy(scheduled?.status === 'False' ? scheduled : ready);
  const says = explanationOf(scheduled ?? ready);
  if (reasons.includes('UnscheduledWorkloads')) {
    return makeState(
      'no-destination',
      'attention',
      [sentence('work-no-destination'), says],
      { ...facts, next: 'check-destinations' },
    );
  }
  if (
    reasons.includes('DestinationSelectorMismatch') ||
    reasons.includes('Misplaced')
  ) {
    return makeState(
      'misplaced',
      'negative',
      [sentence('work-misplaced'), says],
      { ...facts, next: 'check-destinations' },
    );
  }
  // `FailedToScheduleWorkloads` appears for some milliseconds in normal runs, when two writers conflict. Kratix retries at once.
  if (
    reasons.includes('WorkplacementsFailing') ||
    ready.message === 'Failing'
  ) {
    return makeState('failed', 'negative', [sentence('work-failing'), says], {
      ...facts,
      next: 'check-destinations',
    });
  }
  return makeState('in-progress', 'progress', [sentence('work-scheduling')], {
    ...facts,
    next: 'wait',
  });
}

/**
 * Reads the state of a WorkPlacement: whether its files are written to its Destination.
 *
 * @param related - `isWorkReady`: whether its Work is ready. Kratix can leave the label and the condition `Misplaced` on a placement whose
 * Work is ready again.
 * @public
 */
export function readPlacementState(
  placement: unknown,
  related: { isWorkReady?: boolean } = {},
): ObjectState<PlacementState> {
  const status = valueAt(placement, 'status');
  const destination = oneLine(
    textAt(placement, 'spec', 'targetDestinationName') ?? '?',
  );
  const deleted = deletedAt(placement);
  if (deleted) {
    return makeState('deleting', 'progress', [sentence('deletion-running')], {
      since: deleted,
      next: 'wait',
    });
  }
  const ready = findCondition(status, 'Ready');
  const written = findCondition(status, 'WriteSucceeded');
  const scheduled = findCondition(status, 'ScheduleSucceeded');
  if (written?.status === 'False') {
    return makeState(
      'failed',
      'negative',
      [sentence('placement-failed', { destination }), explanationOf(written)],
      { ...decidedBy(written), next: 'check-destinations' },
    );
  }
  const isMisplaced =
    ready?.reason === 'Misplaced' ||
    scheduled?.reason === 'DestinationSelectorMismatch';
  if (isMisplaced && !(related.isWorkReady && written?.status === 'True')) {
    return makeState(
      'misplaced',
      'negative',
      [sentence('placement-misplaced', { destination })],
      { ...decidedBy(ready ?? scheduled), next: 'check-destinations' },
    );
  }
  if (ready?.status === 'True' || isMisplaced) {
    return makeState(
      'ready',
      'positive',
      [sentence('placement-written', { destination })],
      decidedBy(isMisplaced ? written : ready),
    );
  }
  return ready || scheduled || written
    ? makeState(
        'in-progress',
        'progress',
        [sentence('placement-writing', { destination })],
        { ...decidedBy(ready ?? scheduled), next: 'wait' },
      )
    : makeState(
        'not-picked-up',
        'progress',
        [sentence('placement-not-picked-up')],
        { since: createdAt(placement), next: 'wait' },
      );
}

/**
 * Reads the state of a Destination: whether Kratix can write to it.
 *
 * @public
 */
export function readDestinationState(
  destination: unknown,
): ObjectState<DestinationState> {
  const deleted = deletedAt(destination);
  if (deleted) {
    return makeState('deleting', 'progress', [sentence('deletion-running')], {
      since: deleted,
      next: 'wait',
    });
  }
  const ready = findCondition(valueAt(destination, 'status'), 'Ready');
  switch (ready?.status) {
    case undefined:
      return makeState(
        'not-picked-up',
        'progress',
        [sentence('destination-not-picked-up')],
        { since: createdAt(destination), next: 'wait' },
      );
    case 'True':
      return makeState(
        'ready',
        'positive',
        [sentence('destination-ready')],
        decidedBy(ready),
      );
    default:
      return makeState(
        'not-ready',
        'negative',
        [sentence('destination-not-ready'), explanationOf(ready)],
        { ...decidedBy(ready), next: 'check-destinations' },
      );
  }
}

function explanationOf(
  condition: Condition | undefined,
): ReasonPart | undefined {
  const message = condition?.message;
  return message === undefined
    ? undefined
    : sentence('kratix-says', { message: quoted(message) });
}

function createdAt(object: unknown): string | undefined {
  return textAt(object, 'metadata', 'creationTimestamp');
}

function deletedAt(object: unknown): string | undefined {
  return textAt(object, 'metadata', 'deletionTimestamp');
}
