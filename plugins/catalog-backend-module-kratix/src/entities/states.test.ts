import { readPromiseState } from './promiseState';
import { readResourceState } from './resourceState';

const condition = (
  type: string,
  status: string,
  reason = 'X',
  message = 'why',
) => ({ type, status, reason, message });
const resource = (status: Record<string, unknown>, more: object = {}) =>
  readResourceState({
    deleting: false,
    generation: 1,
    labels: {},
    status,
    ...more,
  });
const promise = (status: Record<string, unknown>, more: object = {}) =>
  readPromiseState({ deleting: false, labels: {}, status, ...more });

describe('readResourceState', () => {
  it.each<[string, ReturnType<typeof resource>, object]>([
    ['no status at all', resource({}), { state: 'not-picked-up' }],
    [
      'a message only',
      resource({ message: 'Pending' }),
      { state: 'in-progress' },
    ],
    [
      'reconciled',
      resource({ conditions: [condition('Reconciled', 'True')] }),
      { state: 'ready' },
    ],
    [
      'a Promise without pipelines',
      resource({ workflows: 0, observedGeneration: 1 }),
      { state: 'ready' },
    ],
    [
      'a Promise without pipelines, before it was seen',
      resource({ workflows: 0 }),
      { state: 'in-progress' },
    ],
    [
      'pipelines that run',
      resource({
        conditions: [
          condition(
            'ConfigureWorkflowCompleted',
            'False',
            'PipelinesInProgress',
          ),
        ],
      }),
      { state: 'in-progress' },
    ],
    [
      'a pipeline that failed',
      resource({
        conditions: [
          condition('Reconciled', 'False'),
          condition(
            'ConfigureWorkflowCompleted',
            'False',
            'ConfigureWorkflowFailed',
            'A Configure Pipeline has failed: x',
          ),
        ],
      }),
      { state: 'failed', reason: 'A Configure Pipeline has failed: x' },
    ],
    [
      'works that are misplaced',
      resource({
        conditions: [condition('WorksSucceeded', 'False', 'WorksMisplaced')],
      }),
      { state: 'failed', reason: 'why' },
    ],
    [
      'the label paused',
      resource(
        { conditions: [condition('Reconciled', 'True')] },
        { labels: { 'kratix.io/paused': 'true' } },
      ),
      { state: 'paused' },
    ],
    [
      'paused by its Promise',
      resource({
        conditions: [
          condition('Reconciled', 'Unknown', 'PausedReconciliation'),
        ],
      }),
      { state: 'paused' },
    ],
    [
      'suspended',
      resource({
        conditions: [condition('Reconciled', 'Unknown', 'WorkflowSuspended')],
        kratix: {
          workflows: {
            pipelines: [
              { phase: 'Succeeded', message: 'no' },
              { phase: 'Suspended', message: 'waits for approval' },
            ],
          },
        },
      }),
      { state: 'suspended', reason: 'waits for approval' },
    ],
    [
      'a Promise that is not available',
      resource({ conditions: [condition('PromiseAvailable', 'False')] }),
      { state: 'waiting-for-promise', reason: 'why' },
    ],
    [
      'deletion wins over all',
      resource(
        {
          conditions: [
            condition('Reconciled', 'True'),
            condition('DeleteWorkflowCompleted', 'False'),
          ],
        },
        { deleting: true, labels: { 'kratix.io/paused': 'true' } },
      ),
      { state: 'deleting', reason: 'why' },
    ],
    [
      'conditions that are none',
      resource({ conditions: ['x', null, { type: 1 }] }),
      { state: 'in-progress' },
    ],
  ])('%s', (_, actual, expected) => {
    expect(actual).toEqual(expected);
  });

  it('does not depend on the order of the conditions', () => {
    const conditions = [
      condition('Reconciled', 'False'),
      condition('WorksSucceeded', 'Unknown'),
      condition(
        'ConfigureWorkflowCompleted',
        'False',
        'ConfigureWorkflowFailed',
      ),
    ];
    expect(resource({ conditions: [...conditions].reverse() })).toEqual(
      resource({ conditions }),
    );
  });
});

describe('readPromiseState', () => {
  it.each<[string, ReturnType<typeof promise>, object]>([
    ['no status', promise({}), { state: 'not-picked-up' }],
    [
      'available',
      promise({ conditions: [condition('Available', 'True')] }),
      { state: 'available' },
    ],
    [
      'available, as older versions of Kratix say it',
      promise({ status: 'Available' }),
      { state: 'available' },
    ],
    [
      'available, as newer ones say it',
      promise({ kratix: { status: 'Available' }, status: 'Unavailable' }),
      { state: 'available' },
    ],
    [
      'unmet requirements',
      promise({
        conditions: [
          condition(
            'Available',
            'False',
            'PromiseUnavailable',
            'Cannot fulfil',
          ),
          condition(
            'RequirementsFulfilled',
            'False',
            'RequirementsNotInstalled',
            'Requirements not installed',
          ),
        ],
      }),
      { state: 'unavailable', reason: 'Requirements not installed' },
    ],
    [
      'a failed pipeline',
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
      { state: 'failed', reason: 'why' },
    ],
    [
      'paused',
      promise(
        {
          conditions: [condition('Available', 'False', 'PausedReconciliation')],
        },
        { labels: { 'kratix.io/paused': 'true' } },
      ),
      { state: 'paused' },
    ],
    [
      'suspended',
      promise({
        conditions: [condition('Reconciled', 'Unknown', 'WorkflowSuspended')],
      }),
      { state: 'suspended' },
    ],
    [
      'deleting',
      promise(
        { conditions: [condition('Available', 'True')] },
        { deleting: true },
      ),
      { state: 'deleting' },
    ],
  ])('%s', (_, actual, expected) => {
    expect(actual).toEqual(expected);
  });
});
