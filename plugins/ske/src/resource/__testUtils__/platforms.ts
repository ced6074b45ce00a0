import type { FakePlatform } from '../../live/__testUtils__';
import type { At } from './At';
import { condition, PIPELINES, putPromise, putRequest, ref } from './database';
import { putVersions, putWorks } from './placement';
import { container, event, run, succeededRun } from './runs';
import { OUTPUTS, pipelines, readyStatus } from './status';

/** A request that is ready, with everything that belongs to it. */
export function putReady(platform: FakePlatform, at: At): void {
  putPromise(platform, at);
  putRequest(platform, at, { status: readyStatus(at) });
  putWorks(platform, at);
  putVersions(platform);
  platform.setPipelines(ref, {
    promise: 'database',
    namespace: 'team-orders',
    runs: [...PIPELINES].reverse().map(name => succeededRun(name, at)),
  });
  platform.setEvents(ref, [
    event(at, 'Normal', 'ReconcileSucceeded', 'Reconciled', 90),
    event(
      at,
      'Warning',
      'FailedPromiseRevisionLookup',
      'Waiting for the revision v1.4.0',
      100,
    ),
    event(at, 'Normal', 'ReconcileStarted', 'Reconciling', 101, 14),
    event(
      at,
      'Normal',
      'PipelineStarted',
      'Configure Pipeline started: configure-database',
      140,
    ),
  ]);
}

/** A request whose second pipeline failed, after it was changed. */
export function putFailed(platform: FakePlatform, at: At): void {
  putPromise(platform, at);
  putRequest(platform, at, {
    generation: 2,
    status: {
      ...OUTPUTS,
      ...pipelines(at, ['Succeeded', 'Failed', 'Pending']),
      observedGeneration: 1,
      conditions: [
        condition(
          at,
          'ConfigureWorkflowCompleted',
          'False',
          'ConfigureWorkflowFailed',
          'A Configure Pipeline has failed: configure-database',
        ),
        condition(
          at,
          'Reconciled',
          'False',
          'ConfigureWorkflowFailed',
          'Failing',
        ),
      ],
    },
  });
  platform.setPipelines(ref, {
    promise: 'database',
    namespace: 'team-orders',
    runs: [
      run('configure-database', 'failed', at, [
        container('reader', 'succeeded', at),
        container('create-role', 'failed', at, {
          exitCode: 1,
          reason: 'Error',
          restarts: 2,
        }),
        container('work-writer', 'waiting', at),
        container('status-writer', 'waiting', at),
      ]),
      succeededRun('check-quota', at),
    ],
  });
  platform.log = [
    'connecting to db-admin.example.com:5432',
    'creating role orders_app',
    'ERROR: permission denied to create role',
    'exit 1',
    '',
  ].join('\n');
}
