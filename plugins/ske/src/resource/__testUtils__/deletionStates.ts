import type { JsonObject } from '@backstage/types';
import type { FakePlatform } from '../../live/__testUtils__';
import type { At } from './At';
import {
  condition,
  PROMISE_LABELS,
  putPromise,
  putRequest,
  ref,
} from './database';
import type { DesignedState } from './designedStates';
import { container, run } from './runs';
import { readyStatus } from './status';

const FOREIGN = 'backup.example.com/keep';
const LATER_FINALIZERS = [
  'kratix.io/work-cleanup',
  'kratix.io/workflows-cleanup',
  'kratix.io/resource-binding-cleanup',
];
const FINALIZERS = ['kratix.io/delete-workflows', ...LATER_FINALIZERS];
const DELETE_PIPELINE = {
  workflows: {
    resource: { delete: [{ metadata: { name: 'remove-database' } }] },
  },
};

/** A request that is being deleted, of a Promise with a delete pipeline. */
function putDeleting(
  platform: FakePlatform,
  at: At,
  parts: Partial<Parameters<typeof putRequest>[2]> & {
    promiseLabels?: Record<string, string>;
  } = {},
): void {
  const { promiseLabels, ...rest } = parts;
  putPromise(platform, at, promiseLabels, DELETE_PIPELINE);
  putRequest(platform, at, {
    deletedAgo: 40,
    generation: 2,
    finalizers: FINALIZERS,
    status: readyStatus(at),
    ...rest,
  });
}

function deletePipeline(at: At, phase: string, more: JsonObject = {}) {
  return {
    ...readyStatus(at),
    kratix: {
      workflows: { pipelines: [{ name: 'remove-database', phase, ...more }] },
    },
  };
}

function setRun(
  platform: FakePlatform,
  at: At,
  state: 'running' | 'failed',
): void {
  platform.setPipelines(ref, {
    promise: 'database',
    namespace: 'team-orders',
    runs: [
      {
        ...run('remove-database', state, at, [
          container('reader', 'succeeded', at),
          container('drop-role', state, at, {
            ...(state === 'failed' && { exitCode: 1, reason: 'Error' }),
          }),
          container('status-writer', 'waiting', at),
        ]),
        action: 'delete',
      },
    ],
  });
  platform.log =
    state === 'failed'
      ? 'Connecting to postgres.example.com\nERROR: role "orders" owns objects\n'
      : 'Connecting to postgres.example.com\n';
}

/** Who wrote an object, as the API server records it. */
function managedBy(manager: string, time: string, finalizer: string) {
  return {
    manager,
    operation: 'Update',
    time,
    fieldsV1: {
      'f:metadata': { 'f:finalizers': { [`v:"${finalizer}"`]: {} } },
    },
  };
}

/** The states of a deletion, each with its platform. */
export const deletionStates: readonly DesignedState[] = [
  {
    id: 'deleting',
    title: 'Being deleted',
    expected: 'Deleting',
    setUp: (platform, at) => {
      putPromise(platform, at);
      putRequest(platform, at, {
        deletedAgo: 12,
        generation: 2,
        finalizers: LATER_FINALIZERS,
        status: readyStatus(at),
      });
    },
  },
  {
    id: 'deleting-pipeline',
    title: 'The delete pipeline runs',
    expected: 'Open the log of remove-database',
    setUp: (platform, at) => {
      putDeleting(platform, at, { status: deletePipeline(at, 'Running') });
      setRun(platform, at, 'running');
    },
  },
  {
    id: 'stuck-deleting',
    title: 'The deletion waits for the finalizer of another controller',
    expected: 'backup-operator keeps the object',
    setUp: (platform, at) => {
      putDeleting(platform, at, {
        deletedAgo: 1_500,
        finalizers: [FOREIGN],
        managedFields: [managedBy('backup-operator', at(7_000), FOREIGN)],
      });
    },
  },
  {
    id: 'stuck-paused',
    title: 'The deletion waits because the request is paused',
    expected: 'It is paused. Kratix continues',
    setUp: (platform, at) =>
      putDeleting(platform, at, {
        labels: { ...PROMISE_LABELS, 'kratix.io/paused': 'true' },
      }),
  },
  {
    id: 'stuck-promise-paused',
    title: 'The deletion waits because the Promise is paused',
    expected: 'Its Promise is paused. Kratix continues',
    setUp: (platform, at) =>
      putDeleting(platform, at, {
        promiseLabels: { 'kratix.io/paused': 'true' },
      }),
  },
  {
    id: 'stuck-suspended',
    title: 'The deletion waits because its pipeline has suspended itself',
    expected: 'The delete pipeline has suspended itself',
    setUp: (platform, at) =>
      putDeleting(platform, at, {
        deletedAgo: 700,
        labels: { ...PROMISE_LABELS, 'kratix.io/workflow-suspended': 'true' },
        status: deletePipeline(at, 'Suspended', {
          message: 'The backup is not complete',
        }),
      }),
  },
  {
    id: 'stuck-failed',
    title: 'The deletion waits because its pipeline has failed',
    expected: 'The delete pipeline has failed. Its log',
    setUp: (platform, at) => {
      putDeleting(platform, at, {
        deletedAgo: 700,
        status: {
          ...deletePipeline(at, 'Running'),
          conditions: [
            condition(
              at,
              'DeleteWorkflowCompleted',
              'False',
              'DeleteWorkflowFailed',
              'The Delete Pipeline has failed',
            ),
          ],
        },
      });
      setRun(platform, at, 'failed');
    },
  },
  {
    id: 'stuck-silent',
    title: 'The deletion waits because no controller reacts',
    expected: 'No controller has written anything',
    setUp: (platform, at) =>
      putDeleting(platform, at, {
        deletedAgo: 400,
        managedFields: [managedBy('manager', at(7_000), FINALIZERS[0])],
      }),
  },
];
