import type { JsonObject } from '@backstage/types';
import { SkeError } from '@kratix-portal/plugin-ske-common';
import type { FakePlatform } from '../../live/__testUtils__';
import type { GalleryEntry } from '../entry/GalleryEntry';
// The test utilities may be imported here, because the gallery is not published either.
// eslint-disable-next-line no-restricted-imports
import {
  bindingObject,
  promiseObject,
  requestObject,
} from '../../requests/__testUtils__/objects';

const minutes = (count: number) =>
  new Date(Date.now() - count * 60_000).toISOString();

const days = (count: number) => minutes(count * 24 * 60);

const condition = (
  type: string,
  status: 'True' | 'False' | 'Unknown',
  reason: string,
  since: string,
  message = reason,
): JsonObject => ({ type, status, reason, message, lastTransitionTime: since });

const ready = (since: string): JsonObject => ({
  observedGeneration: 1,
  workflows: 1,
  conditions: [condition('Reconciled', 'True', 'Reconciled', since)],
});

const failed = (since: string, pipeline: string): JsonObject => ({
  observedGeneration: 1,
  workflows: 1,
  workflowsFailed: 1,
  kratix: {
    workflows: { pipelines: [{ name: pipeline, phase: 'Failed' }] },
  },
  conditions: [
    condition(
      'ConfigureWorkflowCompleted',
      'False',
      'ConfigureWorkflowFailed',
      since,
      `A resource/configure Pipeline has failed: ${pipeline}`,
    ),
  ],
});

const running = (since: string, pipeline: string): JsonObject => ({
  observedGeneration: 1,
  workflows: 2,
  kratix: {
    workflows: {
      pipelines: [
        { name: 'validate', phase: 'Succeeded' },
        { name: pipeline, phase: 'Running' },
      ],
    },
  },
  conditions: [
    condition(
      'ConfigureWorkflowCompleted',
      'False',
      'PipelinesInProgress',
      since,
    ),
  ],
});

const ada = { 'kratix-portal.io/requested-by': 'user:default/ada' };
const grace = { 'kratix-portal.io/requested-by': 'user:default/grace' };

/** Promises and requests in many states, as a team has them. */
export function fillPlatform(platform: FakePlatform): void {
  const version = { 'kratix.io/promise-version': 'v1.3.0' };
  platform.put(
    promiseObject({
      labels: version,
      annotations: {
        'ske.backstage.template/title': 'Redis cache',
        'ske.backstage.template/description':
          'An in-memory cache for one application, with persistence on demand. Small and large sizes; backed up every night.',
      },
    }),
  );
  platform.put(
    promiseObject({
      name: 'database',
      kind: 'Database',
      description:
        'A PostgreSQL database with its own user, reachable from the namespace of the request.',
      annotations: { 'ske.backstage.template/owner': 'group:data-platform' },
    }),
  );
  platform.put(promiseObject({ name: 'bucket', kind: 'ObjectBucket' }));
  ['team-a', 'team-b', 'team-checkout'].forEach(name =>
    platform.put({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }),
  );
  const redis = { annotations: ada };
  platform.put(
    requestObject({
      ...redis,
      name: 'session-cache',
      createdAt: days(12),
      status: ready(days(11)),
    }),
  );
  platform.put(bindingObject({ name: 'session-cache', applied: 'v1.2.0' }));
  platform.put(
    requestObject({
      ...redis,
      name: 'rate-limits',
      createdAt: minutes(4),
      status: running(minutes(3), 'configure-redis'),
    }),
  );
  platform.put(
    requestObject({
      annotations: grace,
      name: 'search-results',
      namespace: 'team-checkout',
      createdAt: minutes(2),
      status: null,
    }),
  );
  platform.put(
    requestObject({
      kind: 'Database',
      annotations: grace,
      name: 'orders',
      namespace: 'team-checkout',
      createdAt: days(40),
      status: failed(minutes(25), 'configure-database'),
    }),
  );
  platform.put(
    requestObject({
      kind: 'Database',
      name: 'customers-with-a-name-that-is-as-long-as-kubernetes-allows-it',
      namespace: 'team-b',
      createdAt: days(90),
      status: ready(days(89)),
      labels: { 'kratix.io/paused': 'true' },
    }),
  );
  platform.put(
    requestObject({
      kind: 'Database',
      annotations: ada,
      name: 'invoices',
      createdAt: days(3),
      status: {
        ...ready(days(3)),
        healthStatus: { state: 'unhealthy' },
      },
    }),
  );
  platform.put(
    requestObject({
      kind: 'ObjectBucket',
      name: 'holiday-photos',
      createdAt: days(200),
      status: ready(days(200)),
    }),
  );
}

const notServed = new SkeError({
  code: 'kind-not-served',
  message: 'The cluster does not serve ObjectBucket.',
});

const MANY = 2_000;

function putMany(platform: FakePlatform): void {
  fillPlatform(platform);
  for (let index = 0; index < MANY; index++) {
    const since = minutes(index + 1);
    const kind = ['Redis', 'Database', 'ObjectBucket'][index % 3];
    const name = `${kind.toLowerCase()}-${index + 1}`;
    platform.put(
      requestObject({
        kind,
        name,
        namespace: ['team-a', 'team-b', 'team-checkout'][(index % 7) % 3],
        createdAt: since,
        annotations: index % 2 === 0 ? ada : grace,
        status: index % 11 === 0 ? failed(since, 'configure') : ready(since),
      }),
    );
  }
}

const PATH = '/kratix/resources';

/** *My resources*. */
export const requestsEntries: readonly GalleryEntry[] = [
  {
    id: 'requests/mixed',
    title: 'Requests in many states, trouble first',
    path: PATH,
    prepare: fillPlatform,
    shows: 'holiday-photos',
  },
  {
    id: 'requests/filtered',
    title: 'Filters that match nothing',
    path: `${PATH}?q=nothing&promise=redis`,
    prepare: fillPlatform,
    shows: 'No request matches',
  },
  {
    id: 'requests/many',
    title: '2,000 requests',
    path: PATH,
    prepare: putMany,
    shows: '2,007 requests',
  },
  {
    id: 'requests/changed',
    title: 'Requests changed and were deleted since the list was sorted',
    path: PATH,
    prepare: platform => {
      fillPlatform(platform);
      setTimeout(() => {
        platform.put(
          requestObject({
            kind: 'ObjectBucket',
            name: 'holiday-photos',
            createdAt: days(200),
            status: failed(minutes(0), 'configure-bucket'),
          }),
        );
        platform.remove(requestObject({ kind: 'Database', name: 'invoices' }));
      }, 1_500);
    },
    shows: 'Sort again',
  },
  {
    id: 'requests/empty',
    title: 'No requests yet',
    path: PATH,
    prepare: platform => {
      platform.put(promiseObject());
    },
    shows: 'You have no requests yet',
  },
  {
    id: 'requests/loading',
    title: 'Nothing has been read yet',
    path: PATH,
    prepare: platform => platform.goSilent(),
  },
  {
    id: 'requests/refused',
    title: 'The user may not list Promises',
    path: PATH,
    prepare: platform => {
      fillPlatform(platform);
      platform.refuse({ kind: 'Promise' });
    },
  },
  {
    id: 'requests/partly-refused',
    title: 'One Promise is refused, and one has failed',
    path: PATH,
    prepare: platform => {
      fillPlatform(platform);
      platform.refuse({ kind: 'Database' });
      platform.access = ({ kind }) => ({ allowed: kind !== 'Database' });
      platform.refuse(
        { kind: 'ObjectBucket' },
        new SkeError({
          code: 'cluster-error',
          message: 'The API server failed to list ObjectBucket.',
          requestId: 'f1a7c0de-0000-4000-8000-000000000002',
        }),
      );
    },
    shows: '1 Promise could not be listed: not allowed.',
  },
  {
    id: 'requests/not-served',
    title: 'The cluster does not serve the API of one Promise yet',
    path: PATH,
    prepare: platform => {
      fillPlatform(platform);
      platform.refuse({ kind: 'ObjectBucket' }, notServed);
    },
    shows: 'The cluster does not serve the API of 1 Promise yet',
  },
  {
    id: 'requests/not-served-promise',
    title: 'The page of a Promise whose API the cluster does not serve yet',
    path: '/kratix/services/bucket/requests',
    prepare: platform => {
      fillPlatform(platform);
      platform.refuse({ kind: 'ObjectBucket' }, notServed);
    },
    shows: 'The cluster does not serve this API yet',
  },
  {
    id: 'requests/not-live',
    title: 'The user may list the requests of one Promise, but not watch them',
    path: PATH,
    prepare: platform => {
      fillPlatform(platform);
      platform.refuseVerbs({ kind: 'Database' }, ['watch']);
    },
    shows: '1 Promise is not live',
  },
  {
    id: 'requests/one-namespace',
    title: 'A user with rights in one namespace',
    path: PATH,
    prepare: platform => {
      fillPlatform(platform);
      platform.access = ({ namespace }) => ({
        allowed: namespace === 'team-a',
      });
    },
    shows: 'You may not list all namespaces',
  },
  {
    id: 'requests/which-namespace',
    title: 'A user whose namespace the portal does not know',
    path: PATH,
    prepare: platform => {
      fillPlatform(platform);
      platform.refuse({ kind: 'Namespace' });
      platform.access = () => ({ allowed: false });
    },
    shows: 'Which namespace do you work in?',
  },
];
