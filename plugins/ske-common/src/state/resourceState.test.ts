import { condition, pipelines } from './__testUtils__/statuses';
import type { RelatedToResource } from './request/RelatedToResource';
import { readResourceState } from './resourceState';
import type { ObservedObject } from './StateWithReason';

const resource = (
  status: unknown,
  metadata: ObservedObject['metadata'] = {},
  related: RelatedToResource = {},
) =>
  readResourceState(
    { metadata: { generation: 1, ...metadata }, status },
    related,
  );
const reconciled = { conditions: [condition('Reconciled', 'True')] };

describe('readResourceState', () => {
  it.each<[string, ReturnType<typeof resource>, string, RegExp]>([
    ['without a status', resource(undefined), 'not-picked-up', /not picked up/],
    ['with an empty status', resource({}), 'not-picked-up', /not picked up/],
    [
      'with a message only',
      resource({ message: 'Pending' }),
      'in-progress',
      /preparing the pipelines/,
    ],
    [
      'that is reconciled',
      resource({ ...reconciled, observedGeneration: 1 }),
      'ready',
      /has reconciled/,
    ],
    [
      'that older versions of Kratix reconciled, without an observed generation',
      resource(reconciled),
      'ready',
      /has reconciled/,
    ],
    [
      'of a Promise without pipelines',
      resource({ workflows: 0, observedGeneration: 1 }),
      'ready',
      /has reconciled/,
    ],
    [
      'of a Promise without pipelines, before Kratix has observed it',
      resource({ workflows: 0 }),
      'in-progress',
      /preparing/,
    ],
    [
      'of a Promise without pipelines, after a change',
      resource({ workflows: 0, observedGeneration: 1 }, { generation: 2 }),
      'not-picked-up',
      /generation 2, observed 1/,
    ],
    [
      'that was changed after it was reconciled',
      resource({ ...reconciled, observedGeneration: 1 }, { generation: 2 }),
      'not-picked-up',
      /latest change.*generation 2, observed 1/,
    ],
    [
      'that was changed while its Promise is paused',
      resource(
        { ...reconciled, observedGeneration: 1 },
        { generation: 2 },
        { isPromisePaused: true },
      ),
      'paused',
      /its Promise is paused/,
    ],
    [
      'whose second of three pipelines runs, beside conditions of the previous run',
      resource({
        ...reconciled,
        observedGeneration: 1,
        ...pipelines('Succeeded', 'Running', 'Pending'),
      }),
      'in-progress',
      /^Pipeline 2 of 3, p1, is running\.$/,
    ],
    [
      'whose pipeline failed',
      resource({
        conditions: [
          condition('Reconciled', 'False'),
          condition(
            'ConfigureWorkflowCompleted',
            'False',
            'ConfigureWorkflowFailed',
          ),
        ],
        ...pipelines('Succeeded', 'Failed'),
      }),
      'failed',
      /^Pipeline 2 of 2, p1, has failed\.$/,
    ],
    [
      'whose pipeline failed, from a version of Kratix without phases',
      resource({
        conditions: [
          condition(
            'ConfigureWorkflowCompleted',
            'False',
            'ConfigureWorkflowFailed',
            'A Configure Pipeline has failed: x',
          ),
        ],
      }),
      'failed',
      /^A Configure Pipeline has failed: x\.$/,
    ],
    [
      'whose failed pipeline runs again',
      resource({
        conditions: [
          condition(
            'ConfigureWorkflowCompleted',
            'False',
            'ConfigureWorkflowFailed',
          ),
        ],
        workflowsFailed: 1,
        ...pipelines('Running'),
      }),
      'in-progress',
      /p0 is running/,
    ],
    [
      'whose upgrade failed',
      resource(
        {
          conditions: [
            condition(
              'ConfigureWorkflowCompleted',
              'False',
              'ConfigureWorkflowFailed',
            ),
          ],
          ...pipelines('Failed'),
        },
        {},
        {
          binding: {
            spec: { version: 'v3' },
            status: { lastAppliedVersion: 'v2', failedVersion: 'v3' },
          },
        },
      ),
      'failed',
      /^The upgrade from v2 to v3 has failed\. The applied version is still v2\. The pipeline p0 has failed\.$/,
    ],
    [
      'whose upgrade does not start',
      resource(
        { ...reconciled, observedGeneration: 1 },
        { labels: { 'kratix.io/manual-reconciliation': 'true' } },
        {
          binding: {
            spec: { version: 'v9' },
            status: {
              lastAppliedVersion: 'v2',
              conditions: [
                condition('UpgradeSucceeded', 'Unknown', 'UpgradeInProgress'),
              ],
            },
          },
        },
      ),
      'not-picked-up',
      /^The request is to be upgraded from v2 to v9\. A reconciliation was requested/,
    ],
    [
      'whose first run failed, which is not an upgrade',
      resource(
        {
          conditions: [
            condition(
              'ConfigureWorkflowCompleted',
              'False',
              'ConfigureWorkflowFailed',
            ),
          ],
          ...pipelines('Failed'),
        },
        {},
        {
          binding: {
            spec: { version: 'latest' },
            status: { failedVersion: 'v1' },
          },
        },
      ),
      'failed',
      /^The pipeline p0 has failed\.$/,
    ],
    [
      'whose works are misplaced',
      resource({
        conditions: [condition('WorksSucceeded', 'False', 'WorksMisplaced')],
      }),
      'failed',
      /do not match them any more\. why\.$/,
    ],
    [
      'whose works could not be written',
      resource({
        conditions: [condition('WorksSucceeded', 'False', 'WorksFailing')],
      }),
      'failed',
      /could not be written/,
    ],
    [
      'whose works are pending',
      resource({
        observedGeneration: 1,
        conditions: [
          condition('WorksSucceeded', 'Unknown', 'WorksPending'),
          condition('Reconciled', 'Unknown', 'WorkflowPending'),
        ],
        ...pipelines('Succeeded'),
      }),
      'in-progress',
      /ready at a Destination/,
    ],
    [
      'with the label paused',
      resource(
        { ...reconciled, observedGeneration: 1 },
        { labels: { 'kratix.io/paused': 'true' } },
      ),
      'paused',
      /label kratix\.io\/paused is set on it/,
    ],
    [
      'that is paused with its Promise',
      resource(
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
      'that Kratix left paused after its Promise was resumed',
      resource(
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
      'that is paused with a Promise that is not known',
      resource({
        conditions: [
          condition('Reconciled', 'Unknown', 'PausedReconciliation'),
        ],
      }),
      'paused',
      /is or was paused/,
    ],
    [
      'whose pipeline suspended it',
      resource(
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
      resource(
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
      resource({
        conditions: [condition('Reconciled', 'Unknown', 'WorkflowSuspended')],
        ...pipelines('Suspended'),
      }),
      'in-progress',
      /was suspended and continues/,
    ],
    [
      'whose Promise is not available',
      resource({ conditions: [condition('PromiseAvailable', 'False')] }),
      'waiting-for-promise',
      /until the Promise is available\. why\.$/,
    ],
    [
      'that is unhealthy',
      resource({
        ...reconciled,
        observedGeneration: 1,
        healthStatus: {
          state: 'unhealthy',
          healthRecords: [
            { state: 'healthy', source: { name: 'a' } },
            { state: 'unhealthy', source: { name: 'b' } },
          ],
        },
      }),
      'unhealthy',
      /^The HealthRecord b reports/,
    ],
    [
      'that is degraded',
      resource({ ...reconciled, healthStatus: { state: 'degraded' } }),
      'degraded',
      /degraded/,
    ],
    [
      'without health records',
      resource({
        ...reconciled,
        healthStatus: { state: 'ready', healthRecords: null },
      }),
      'ready',
      /has reconciled/,
    ],
    [
      'that is being deleted, whatever else is set',
      resource(
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
      resource(reconciled, {
        deletionTimestamp: 'now',
        labels: { 'kratix.io/paused': 'true' },
      }),
      'deleting',
      /waits with the deletion/,
    ],
    [
      'whose delete pipeline failed',
      resource(
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
      resource(reconciled, {
        deletionTimestamp: 'now',
        finalizers: ['example.com/keep'],
      }),
      'deleting',
      /waits for the finalizer example\.com\/keep/,
    ],
    [
      'with a status of another shape',
      resource({
        conditions: ['x', null, { type: 1 }],
        kratix: { workflows: { pipelines: 'none' } },
        healthStatus: 'good',
        observedGeneration: 'one',
      }),
      'in-progress',
      /preparing/,
    ],
  ])('reads a request %s', (_, actual, state, reason) => {
    expect(actual.state).toBe(state);
    expect(actual.reason).toMatch(reason);
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
