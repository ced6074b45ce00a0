import { condition, pipelines } from './__testUtils__/statuses';
import { readPromiseState } from './promiseState';
import type { ObservedObject } from './parts/StateWithReason';

const promise = (status: unknown, metadata: ObservedObject['metadata'] = {}) =>
  readPromiseState({ metadata, status });

describe('readPromiseState', () => {
  it.each<[string, ReturnType<typeof promise>, string, RegExp]>([
    ['without a status', promise({}), 'not-picked-up', /not picked up/],
    [
      'that is available',
      promise({ conditions: [condition('Available', 'True')] }),
      'available',
      /^The Promise can fulfil requests\.$/,
    ],
    [
      'that is available in the status of older versions of Kratix',
      promise({ status: 'Available' }),
      'available',
      /can fulfil/,
    ],
    [
      'that is available in the status of newer versions',
      promise({ kratix: { status: 'Available' }, status: 'Unavailable' }),
      'available',
      /can fulfil/,
    ],
    [
      'that is available again after a pause, although Kratix leaves a condition of the pause',
      promise({
        conditions: [
          condition('Available', 'True'),
          condition('Reconciled', 'Unknown', 'PausedReconciliation'),
        ],
      }),
      'available',
      /can fulfil/,
    ],
    [
      'that is available and was changed',
      promise(
        { observedGeneration: 1, conditions: [condition('Available', 'True')] },
        { generation: 2 },
      ),
      'available',
      /latest change.*generation 2, observed 1/,
    ],
    [
      'without an observed generation',
      promise(
        { conditions: [condition('Available', 'True')] },
        { generation: 2 },
      ),
      'available',
      /^The Promise can fulfil requests\.$/,
    ],
    [
      'with unmet requirements',
      promise({
        conditions: [
          condition('Available', 'False', 'PromiseUnavailable', 'Cannot'),
          condition('RequirementsFulfilled', 'False'),
        ],
        requiredPromises: [
          { name: 'a', version: 'v1', state: 'Requirement installed' },
          { name: 'b', version: 'v2', state: 'Requirement not installed' },
        ],
      }),
      'unavailable',
      /^The Promise requires b v2, which is not installed\.$/,
    ],
    [
      'with unmet requirements that are not listed',
      promise({
        conditions: [
          condition('Available', 'False'),
          condition('RequirementsFulfilled', 'False'),
        ],
      }),
      'unavailable',
      /^why\.$/,
    ],
    [
      'whose pipeline runs',
      promise({
        conditions: [condition('Available', 'False')],
        ...pipelines('Running'),
      }),
      'in-progress',
      /p0 is running/,
    ],
    [
      'whose pipeline failed',
      promise({
        conditions: [
          condition('Available', 'False'),
          condition(
            'ConfigureWorkflowCompleted',
            'False',
            'ConfigureWorkflowFailed',
          ),
        ],
      }),
      'failed',
      /^why\.$/,
    ],
    [
      'that is paused',
      promise(
        {
          conditions: [condition('Available', 'False', 'PausedReconciliation')],
        },
        { labels: { 'kratix.io/paused': 'true' } },
      ),
      'paused',
      /label kratix\.io\/paused is set on the Promise/,
    ],
    [
      'that Kratix has not resumed yet',
      promise({
        conditions: [condition('Available', 'False', 'PausedReconciliation')],
      }),
      'unavailable',
      /has not resumed it yet/,
    ],
    [
      'that is suspended',
      promise(
        {
          kratix: {
            workflows: {
              pipelines: [{ name: 'a', phase: 'Suspended', message: 'waits' }],
            },
          },
        },
        { labels: { 'kratix.io/workflow-suspended': 'true' } },
      ),
      'suspended',
      /The pipeline a has suspended.*It reports: waits\.$/,
    ],
    [
      'that is being deleted and whose delete pipeline failed',
      promise(
        {
          conditions: [
            condition('Available', 'True'),
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
      /delete pipeline p0 has failed/,
    ],
  ])('reads a Promise %s', (_, actual, state, reason) => {
    expect(actual.state).toBe(state);
    expect(actual.reason).toMatch(reason);
  });
});
