import {
  readRequest,
  reconciled,
  type RequestCase,
} from './__testUtils__/readRequest';
import { condition, pipelines } from './__testUtils__/statuses';

describe('readResourceState', () => {
  it.each<RequestCase>([
    [
      'without a status',
      readRequest(undefined),
      'not-picked-up',
      /not picked up/,
    ],
    ['with an empty status', readRequest({}), 'not-picked-up', /not picked up/],
    [
      'with a message only',
      readRequest({ message: 'Pending' }),
      'in-progress',
      /preparing the pipelines/,
    ],
    [
      'that is reconciled',
      readRequest({ ...reconciled, observedGeneration: 1 }),
      'ready',
      /has reconciled/,
    ],
    [
      'that older versions of Kratix reconciled, without an observed generation',
      readRequest(reconciled),
      'ready',
      /has reconciled/,
    ],
    [
      'of a Promise without pipelines',
      readRequest({ workflows: 0, observedGeneration: 1 }),
      'ready',
      /has reconciled/,
    ],
    [
      'of a Promise without pipelines, before Kratix has observed it',
      readRequest({ workflows: 0 }),
      'in-progress',
      /preparing/,
    ],
    [
      'of a Promise without pipelines, after a change',
      readRequest({ workflows: 0, observedGeneration: 1 }, { generation: 2 }),
      'not-picked-up',
      /generation 2, observed 1/,
    ],
    [
      'that was changed after it was reconciled',
      readRequest({ ...reconciled, observedGeneration: 1 }, { generation: 2 }),
      'not-picked-up',
      /latest change.*generation 2, observed 1/,
    ],
    [
      'whose second of three pipelines runs, and whose conditions are those of the previous run',
      readRequest({
        ...reconciled,
        observedGeneration: 1,
        ...pipelines('Succeeded', 'Running', 'Pending'),
      }),
      'in-progress',
      /^Pipeline 2 of 3, p1, is running\.$/,
    ],
    [
      'whose pipeline failed',
      readRequest({
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
      readRequest({
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
      readRequest({
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
      readRequest(
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
      readRequest(
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
      readRequest(
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
      'whose change failed with the applied version, which is not an upgrade',
      readRequest(
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
            status: { lastAppliedVersion: 'v1', failedVersion: 'v1' },
          },
        },
      ),
      'failed',
      /^The pipeline p0 has failed\.$/,
    ],
    [
      'that runs again with the applied version after a failure, which is not an upgrade',
      readRequest(
        pipelines('Running'),
        {},
        {
          binding: {
            spec: { version: 'latest' },
            status: {
              lastAppliedVersion: 'v1',
              conditions: [
                condition(
                  'UpgradeSucceeded',
                  'Unknown',
                  'UpgradeInProgress',
                  'Upgrade to version v1 is in progress',
                ),
              ],
            },
          },
        },
      ),
      'in-progress',
      /^The pipeline p0 is running\.$/,
    ],
    [
      'whose Work was scheduled at last, to a Destination that cannot be written',
      readRequest(
        {
          conditions: [
            condition('ConfigureWorkflowCompleted', 'True'),
            condition('WorksSucceeded', 'Unknown', 'WorksPending', 'Not ready'),
            condition('Reconciled', 'Unknown', 'WorkflowPending'),
          ],
          ...pipelines('Succeeded'),
        },
        {},
        {
          works: [
            {
              metadata: { name: 'work-1' },
              status: {
                conditions: [
                  condition('Ready', 'False', 'WorkplacementsFailing'),
                ],
              },
            },
          ],
        },
      ),
      'in-progress',
      /Not ready\. The Work work-1 could not be written to a Destination\.$/,
    ],
    [
      'whose works are misplaced',
      readRequest({
        conditions: [condition('WorksSucceeded', 'False', 'WorksMisplaced')],
      }),
      'failed',
      /do not match them any more\. why\.$/,
    ],
    [
      'whose works could not be written',
      readRequest({
        conditions: [condition('WorksSucceeded', 'False', 'WorksFailing')],
      }),
      'failed',
      /could not be written/,
    ],
    [
      'whose works are pending',
      readRequest({
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
      'that is unhealthy',
      readRequest({
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
      readRequest({ ...reconciled, healthStatus: { state: 'degraded' } }),
      'degraded',
      /degraded/,
    ],
    [
      'without health records',
      readRequest({
        ...reconciled,
        healthStatus: { state: 'ready', healthRecords: null },
      }),
      'ready',
      /has reconciled/,
    ],
    [
      'whose status has an unexpected shape',
      readRequest({
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
    expect(readRequest({ conditions: [...conditions].reverse() })).toEqual(
      readRequest({ conditions }),
    );
  });
});
