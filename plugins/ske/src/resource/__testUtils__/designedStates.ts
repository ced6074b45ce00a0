import type { FakePlatform } from '../../live/__testUtils__';
import type { ResourceTab } from '../../routes';
import type { At } from './At';
import {
  condition,
  crd,
  KRATIX,
  PROMISE_LABELS,
  putPromise,
  putRequest,
  ref,
} from './database';
import { deletionStates } from './deletionStates';
import { putFailed, putReady } from './platforms';
import { container, run, succeededRun } from './runs';
import { pipelines, readyStatus } from './status';

/** A state of the page that was designed, with the platform that has it. */
export interface DesignedState {
  readonly id: string;
  readonly title: string;
  /** The word in the header, or a text of the page if there is no header. */
  readonly expected: string;
  readonly tab?: ResourceTab;
  /** Prepares the platform. */
  setUp(platform: FakePlatform, at: At): void;
  /** The changes after the page is shown. */
  then?(platform: FakePlatform): void;
}

/** The states of the page that were designed, each with its platform. */
export const designedStates: readonly DesignedState[] = [
  {
    id: 'ready',
    title: 'Ready, with connection details and an available upgrade',
    expected: 'Ready',
    setUp: putReady,
  },
  {
    id: 'not-picked-up',
    title: 'Requested 3 seconds ago, not picked up yet',
    expected: 'Not picked up yet',
    setUp: (platform, at) => {
      putRequest(platform, at, { labels: {}, createdAgo: 3 });
    },
  },
  {
    id: 'not-picked-up-late',
    title: 'Not picked up after a minute',
    expected: 'Not picked up yet',
    setUp: (platform, at) => {
      putRequest(platform, at, { labels: {}, createdAgo: 75 });
    },
  },
  {
    id: 'running',
    title: 'The second of three pipelines is running',
    expected: 'In progress',
    setUp: (platform, at) => {
      putPromise(platform, at);
      putRequest(platform, at, {
        createdAgo: 60,
        status: {
          message: 'Pending',
          ...pipelines(at, ['Succeeded', 'Running', 'Pending']),
          conditions: [
            condition(
              at,
              'ConfigureWorkflowCompleted',
              'False',
              'PipelinesInProgress',
              'Pipelines are still in progress',
              40,
            ),
            condition(
              at,
              'Reconciled',
              'Unknown',
              'WorkflowPending',
              'Pending',
              40,
            ),
          ],
        },
      });
      platform.setPipelines(ref, {
        promise: 'database',
        namespace: 'team-orders',
        runs: [
          run('configure-database', 'running', at, [
            container('reader', 'succeeded', at),
            container('create-role', 'running', at),
            container('work-writer', 'waiting', at),
            container('status-writer', 'waiting', at),
          ]),
          succeededRun('check-quota', at),
        ],
      });
    },
  },
  {
    id: 'failed',
    title: 'A pipeline failed, with the last lines of its log',
    expected: 'Failed',
    setUp: putFailed,
  },
  {
    id: 'failed-pipelines',
    title: 'The runs of a request whose pipeline failed',
    expected: 'Failed',
    tab: 'pipelines',
    setUp: putFailed,
  },
  {
    id: 'suspended',
    title: 'Suspended, retried in four minutes',
    expected: 'Suspended',
    setUp: (platform, at) => {
      putPromise(platform, at);
      putRequest(platform, at, {
        labels: {
          ...PROMISE_LABELS,
          'kratix.io/workflow-suspended': 'true',
        },
        status: {
          ...pipelines(at, ['Succeeded', 'Suspended', 'Pending'], {
            message: 'The DNS zone is not ready yet',
            nextRetryAt: at(-240),
            attempts: 2,
          }),
          conditions: [
            condition(
              at,
              'Reconciled',
              'Unknown',
              'WorkflowSuspended',
              'Suspended',
            ),
          ],
        },
      });
    },
  },
  {
    id: 'paused',
    title: 'Paused by a label',
    expected: 'Paused',
    setUp: (platform, at) => {
      putReady(platform, at);
      putRequest(platform, at, {
        labels: { ...PROMISE_LABELS, 'kratix.io/paused': 'true' },
        status: readyStatus(at),
      });
    },
  },
  {
    id: 'waiting-for-promise',
    title: 'The Promise is not available',
    expected: 'Waiting for the Promise',
    setUp: (platform, at) => {
      putPromise(platform, at);
      putRequest(platform, at, {
        status: {
          message: 'Pending',
          conditions: [
            condition(
              at,
              'PromiseAvailable',
              'False',
              'PromiseRequirementsNotInstalled',
              'Promise Requirements are not installed',
            ),
          ],
        },
      });
    },
  },
  {
    id: 'degraded',
    title: 'Reconciled, and a health check reports a problem',
    expected: 'Degraded',
    setUp: (platform, at) => {
      putReady(platform, at);
      putRequest(platform, at, {
        status: {
          ...readyStatus(at),
          healthStatus: {
            state: 'degraded',
            healthRecords: [
              {
                state: 'degraded',
                lastRun: Math.floor(Date.parse(at(30)) / 1000),
                details: { replicas: '1 of 2 replicas answer' },
                source: { name: 'orders-health', namespace: 'team-orders' },
              },
            ],
          },
        },
      });
    },
  },
  ...deletionStates,
  {
    id: 'deleted',
    title: 'Deleted while it was shown',
    expected: 'Deleted at',
    setUp: putReady,
    then: platform =>
      platform.remove({
        apiVersion: ref.apiVersion,
        kind: ref.kind,
        metadata: { name: ref.name, namespace: ref.namespace },
      }),
  },
  {
    id: 'missing',
    title: 'It does not exist, and a similar name does',
    expected: 'does not exist',
    setUp: (platform, at) => {
      putPromise(platform, at);
      platform.put({
        apiVersion: ref.apiVersion,
        kind: ref.kind,
        metadata: { name: 'orders-db', namespace: ref.namespace },
      });
    },
  },
  {
    id: 'refused',
    title: 'The user may not see it',
    expected: 'Database',
    setUp: (platform, at) => {
      putReady(platform, at);
      platform.refuse({ kind: 'Database' });
    },
  },
  {
    id: 'not-live',
    title: 'The user may read it, but not list and watch it',
    expected: 'This Database is not live',
    setUp: (platform, at) => {
      putReady(platform, at);
      platform.refuseVerbs({ kind: 'Database' }, ['list', 'watch']);
    },
  },
  {
    id: 'refused-while-shown',
    title: 'The right to read it is taken away while it is shown',
    expected: 'It cannot be read now',
    setUp: putReady,
    then: platform => platform.refuse({ kind: 'Database' }),
  },
  {
    id: 'partly-refused',
    title: 'The user may not see versions and health',
    expected: 'Ready',
    setUp: (platform, at) => {
      putReady(platform, at);
      platform.refuse({ kind: 'ResourceBinding' });
      platform.refuse({ kind: 'PromiseRevision' });
      platform.refuse({ kind: 'Work' });
    },
  },
  {
    id: 'partly-refused-placement',
    title: 'The user may not see Works and Destinations',
    expected: 'Ready',
    tab: 'placement',
    setUp: (platform, at) => {
      putReady(platform, at);
      platform.refuse({ kind: 'Work' });
      platform.refuse({ kind: 'Destination' });
    },
  },
  {
    id: 'partly-refused-pipelines',
    title: 'The user may not list Jobs and Pods',
    expected: 'Ready',
    tab: 'pipelines',
    setUp: (platform, at) => {
      putReady(platform, at);
      platform.setPipelines(ref, {
        promise: 'database',
        namespace: 'team-orders',
        runs: [],
        unavailable: [
          {
            part: 'jobs',
            code: 'forbidden',
            message: 'You may not list Jobs in team-orders.',
          },
        ],
      });
    },
  },
  {
    id: 'placement',
    title: 'What was written, and where it is',
    expected: 'Ready',
    tab: 'placement',
    setUp: putReady,
  },
  {
    id: 'events',
    title: 'Events, with a warning',
    expected: 'Ready',
    tab: 'events',
    setUp: putReady,
  },
  {
    id: 'yaml',
    title: 'The object as YAML',
    expected: 'Ready',
    tab: 'yaml',
    setUp: putReady,
  },
  {
    id: 'graph',
    title: 'What belongs together',
    expected: 'Ready',
    tab: 'graph',
    setUp: putReady,
  },
  {
    id: 'compound',
    title: 'A request that has created other requests',
    expected: 'Ready',
    setUp: (platform, at) => {
      putReady(platform, at);
      putPromise(platform, at, {}, { requiredPromises: [{ name: 'cache' }] });
      platform.put({
        apiVersion: KRATIX,
        kind: 'Promise',
        metadata: { name: 'cache' },
        spec: { api: crd('demo.example.com', 'Cache', 'caches') },
      });
      platform.put({
        apiVersion: 'demo.example.com/v1',
        kind: 'Cache',
        metadata: {
          name: 'orders-cache',
          namespace: ref.namespace,
          labels: {
            'kratix.io/parent-promise-name': 'database',
            'kratix.io/parent-resource-name': 'orders',
            'kratix.io/parent-resource-namespace': 'team-orders',
          },
        },
        status: readyStatus(at),
      });
    },
  },
];
