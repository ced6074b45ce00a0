import { condition } from '../__testUtils__/statuses';
import {
  readDestinationState,
  readPlacementState,
  readWorkState,
} from './works';

const object = (...conditions: object[]) => ({
  metadata: { creationTimestamp: '2026-01-01T00:00:00Z' },
  spec: { targetDestinationName: 'prod' },
  status: { conditions },
});
const deleted = { metadata: { deletionTimestamp: '2026-01-02T00:00:00Z' } };

describe('readWorkState', () => {
  it.each<[string, object, string, string, string | undefined]>([
    [
      'without conditions',
      object(),
      'not-picked-up',
      'progress',
      '2026-01-01T00:00:00Z',
    ],
    [
      'that is ready',
      object(condition('Ready', 'True')),
      'ready',
      'positive',
      undefined,
    ],
    [
      'that two writers update at once, so that Kratix retries',
      object(
        condition('Ready', 'False', 'FailedToScheduleWorkloads', 'Pending'),
        condition('ScheduleSucceeded', 'False', 'FailedToScheduleWorkloads'),
      ),
      'in-progress',
      'progress',
      undefined,
    ],
    [
      'without a Destination that matches',
      object(
        condition('Ready', 'False', 'UnscheduledWorkloads', 'Pending'),
        condition('ScheduleSucceeded', 'False', 'UnscheduledWorkloads'),
      ),
      'no-destination',
      'attention',
      undefined,
    ],
    [
      'at a Destination that does not match any more',
      object(
        condition('Ready', 'False', 'Misplaced', 'Misplaced'),
        condition('ScheduleSucceeded', 'False', 'DestinationSelectorMismatch'),
      ),
      'misplaced',
      'negative',
      undefined,
    ],
    [
      'whose placements fail',
      object(condition('Ready', 'False', 'WorkplacementsFailing', 'Failing')),
      'failed',
      'negative',
      undefined,
    ],
    [
      'that is being deleted',
      deleted,
      'deleting',
      'progress',
      '2026-01-02T00:00:00Z',
    ],
  ])('reads a Work %s', (_, work, state, tone, since) => {
    expect(readWorkState(work)).toMatchObject({ state, tone });
    expect(readWorkState(work).since).toBe(since);
  });
});

describe('readPlacementState', () => {
  const misplaced = object(
    condition('Ready', 'False', 'Misplaced', 'Misplaced'),
    condition('WriteSucceeded', 'True'),
  );

  it.each<[string, object, string, RegExp]>([
    ['without conditions', object(), 'not-picked-up', /not picked it up/],
    [
      'that is scheduled',
      object(condition('Ready', 'False', 'ScheduledToDestination', 'Pending')),
      'in-progress',
      /scheduled to the Destination prod and is not written/,
    ],
    [
      'that is written',
      object(condition('Ready', 'True')),
      'ready',
      /written to the Destination prod/,
    ],
    [
      'that could not be written',
      object(
        condition('Ready', 'False', 'x', 'Failing'),
        condition('WriteSucceeded', 'False', 'WorkloadsFailedWrite', 'denied'),
      ),
      'failed',
      /could not be written to the Destination prod\. denied\./,
    ],
    ['that is misplaced', misplaced, 'misplaced', /does not match any more/],
    ['that is being deleted', deleted, 'deleting', /being deleted/],
  ])('reads a WorkPlacement %s', (_, placement, state, reason) => {
    expect(readPlacementState(placement)).toMatchObject({
      state,
      reason: expect.stringMatching(reason),
    });
  });

  it('does not report a placement as misplaced when its Work is ready', () => {
    expect(readPlacementState(misplaced, { isWorkReady: true })).toMatchObject({
      state: 'ready',
      decidedBy: { condition: 'WriteSucceeded' },
    });
  });
});

describe('readDestinationState', () => {
  it.each<[string, object, string, RegExp]>([
    ['without conditions', object(), 'not-picked-up', /not checked/],
    ['that is ready', object(condition('Ready', 'True')), 'ready', /can write/],
    [
      'that is not ready',
      object(condition('Ready', 'False', 'x', 'no bucket')),
      'not-ready',
      /cannot write to the Destination\. no bucket\./,
    ],
    ['that is being deleted', deleted, 'deleting', /being deleted/],
  ])('reads a Destination %s', (_, destination, state, reason) => {
    expect(readDestinationState(destination)).toMatchObject({
      state,
      reason: expect.stringMatching(reason),
    });
  });
});
