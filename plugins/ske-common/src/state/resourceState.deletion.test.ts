import {
  readRequest,
  reconciled,
  type RequestCase,
} from './__testUtils__/readRequest';
import { condition, pipelines } from './__testUtils__/statuses';

describe('readResourceState, for a deletion', () => {
  it.each<RequestCase>([
    [
      'that is being deleted, even if it has other labels and conditions',
      readRequest(
        { ...reconciled, observedGeneration: 1 },
        {
          deletionTimestamp: 'now',
          finalizers: ['kratix.io/work-cleanup'],
        },
      ),
      'deleting',
      /removes its works/,
    ],
    [
      'that is being deleted and paused',
      readRequest(reconciled, {
        deletionTimestamp: 'now',
        labels: { 'kratix.io/paused': 'true' },
      }),
      'deleting',
      /waits with the deletion/,
    ],
    [
      'whose delete pipeline failed',
      readRequest(
        {
          conditions: [
            condition(
              'DeleteWorkflowCompleted',
              'False',
              'DeleteWorkflowFailed',
            ),
          ],
          ...pipelines('Running'),
        },
        {
          deletionTimestamp: 'now',
          finalizers: ['kratix.io/delete-workflows'],
        },
      ),
      'deleting',
      /delete pipeline p0 has failed\. The label kratix\.io\/manual-reconciliation/,
    ],
    [
      'that waits for a finalizer of another controller',
      readRequest(reconciled, {
        deletionTimestamp: 'now',
        finalizers: ['example.com/keep'],
      }),
      'deleting',
      /waits for the finalizer example\.com\/keep/,
    ],
  ])('reads a request %s', (_, actual, state, reason) => {
    expect(actual.state).toBe(state);
    expect(actual.reason).toMatch(reason);
  });
});
