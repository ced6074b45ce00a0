import {
  readRequest,
  reconciled,
  type RequestCase,
} from './__testUtils__/readRequest';
import { condition, pipelines } from './__testUtils__/statuses';

const failedWorkflow = condition(
  'ConfigureWorkflowCompleted',
  'False',
  'ConfigureWorkflowFailed',
);

describe('readResourceState, for a request that waits', () => {
  it.each<RequestCase>([
    [
      'that was changed while its Promise is paused',
      readRequest(
        { ...reconciled, observedGeneration: 1 },
        { generation: 2 },
        { isPromisePaused: true },
      ),
      'paused',
      /its Promise is paused/,
    ],
    [
      'with the label paused',
      readRequest(
        { ...reconciled, observedGeneration: 1 },
        { labels: { 'kratix.io/paused': 'true' } },
      ),
      'paused',
      /label kratix\.io\/paused is set on it/,
    ],
    [
      'that is paused with its Promise',
      readRequest(
        {
          conditions: [
            condition('Reconciled', 'Unknown', 'PausedReconciliation'),
          ],
        },
        {},
        { isPromisePaused: true },
      ),
      'paused',
      /its Promise is paused/,
    ],
    [
      'that stays paused after its Promise was resumed',
      readRequest(
        {
          conditions: [
            condition('Reconciled', 'Unknown', 'PausedReconciliation'),
          ],
        },
        {},
        { isPromisePaused: false },
      ),
      'not-picked-up',
      /has been resumed.*manual-reconciliation starts it/,
    ],
    [
      'that is paused by its Promise, which the caller does not know',
      readRequest({
        conditions: [
          condition('Reconciled', 'Unknown', 'PausedReconciliation'),
        ],
      }),
      'paused',
      /is or was paused/,
    ],
    [
      'whose pipeline suspended it',
      readRequest(
        {
          conditions: [condition('Reconciled', 'Unknown', 'WorkflowSuspended')],
          kratix: {
            workflows: {
              pipelines: [
                { name: 'a', phase: 'Succeeded', message: 'no' },
                {
                  name: 'b',
                  phase: 'Suspended',
                  message: 'waits\nfor approval\u202e',
                },
              ],
            },
          },
        },
        { labels: { 'kratix.io/workflow-suspended': 'true' } },
      ),
      'suspended',
      /^Pipeline 2 of 2, b, has suspended the workflow until a user resumes it\. It reports: waits for approval.\.$/,
    ],
    [
      'whose pipeline is retried later',
      readRequest(
        {
          kratix: {
            workflows: {
              pipelines: [
                {
                  name: 'a',
                  phase: 'Suspended',
                  nextRetryAt: '2026-01-01T00:00:00Z',
                  attempts: 2,
                },
              ],
            },
          },
        },
        { labels: { 'kratix.io/workflow-suspended': 'true' } },
      ),
      'suspended',
      /is retried at 2026-01-01T00:00:00Z\. Attempts so far: 2\.$/,
    ],
    [
      'that continues after it was suspended',
      readRequest({
        conditions: [condition('Reconciled', 'Unknown', 'WorkflowSuspended')],
        ...pipelines('Suspended'),
      }),
      'in-progress',
      /was suspended and continues/,
    ],
    [
      'whose Promise is not available',
      readRequest({ conditions: [condition('PromiseAvailable', 'False')] }),
      'waiting-for-promise',
      /until the Promise is available\. why\.$/,
    ],
    ...[
      [
        'whose Promise has a failed pipeline, although Kratix writes that requirements are not installed',
        { conditions: [failedWorkflow] },
        /^Kratix waits until the Promise is available\. A pipeline of the Promise has failed\.$/,
      ] as const,
      [
        'whose Promise lacks a requirement',
        {
          conditions: [condition('RequirementsFulfilled', 'False')],
          requiredPromises: [
            { name: 'redis', state: 'Requirement not installed' },
          ],
        },
        /^Kratix waits until the Promise is available\. The Promise requires redis, which is not installed\.$/,
      ] as const,
    ].map(([title, status, reason]): RequestCase => [
      title,
      readRequest(
        {
          conditions: [
            condition(
              'PromiseAvailable',
              'False',
              'PromiseRequirementsNotInstalled',
              'Promise Requirements are not installed',
            ),
          ],
        },
        {},
        { promise: { metadata: {}, status } },
      ),
      'waiting-for-promise',
      reason,
    ]),
  ])('reads a request %s', (_, actual, state, reason) => {
    expect(actual.state).toBe(state);
    expect(actual.reason).toMatch(reason);
  });
});
