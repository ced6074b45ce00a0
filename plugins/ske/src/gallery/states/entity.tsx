import type { Entity } from '@backstage/catalog-model';
import { designedStates, ref } from '../../resource/__testUtils__';
import type { FakePlatform } from '../../live/__testUtils__';
import type { GalleryEntry } from '../entry/GalleryEntry';
// The test utilities may be imported here, because the gallery is not published either.
// eslint-disable-next-line no-restricted-imports
import {
  promiseObject,
  requestObject,
} from '../../requests/__testUtils__/objects';

const at = (secondsAgo: number) =>
  new Date(Date.now() - secondsAgo * 1_000).toISOString();

const setUp = (id: string) => (platform: FakePlatform) =>
  designedStates.find(each => each.id === id)!.setUp(platform, at);

const [group, version] = ref.apiVersion.split('/');

/** What our catalog module writes. */
const ours = {
  'kratix-portal.io/cluster': 'platform',
  'kratix.io/type': 'resource',
  'kratix.io/group': group,
  'kratix.io/version': version,
  'kratix.io/kind': ref.kind,
  'kratix.io/name': ref.name,
  'kratix.io/namespace': ref.namespace!,
};

/** What SKE's pipelines write. */
const ske = {
  ...ours,
  'kratix-portal.io/cluster': '',
  'kratix.io/promise-name': 'database',
  'kratix.io/promise-summary':
    'PostgreSQL databases for **every** team. Backups are made *every night*; see [the guide](https://docs.example.com/databases).',
  'kratix.io/status': JSON.stringify({
    message: 'The database orders runs with 2 replicas.',
    connectionDetails: {
      host: 'orders.team-orders.db.example.com',
      port: 5432,
      password: 'x8!kq-not-a-real-one',
    },
  }),
};

function component(
  name: string,
  type: string,
  annotations: Record<string, string>,
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      namespace: 'default',
      description:
        type === 'kratix-promise'
          ? 'PostgreSQL databases, as a Promise of the platform.'
          : 'The database of the orders service.',
      tags: ['kratix'],
      annotations,
    },
    spec: { type, lifecycle: 'production', owner: 'group:default/team-orders' },
  };
}

const resource = (annotations: Record<string, string>) =>
  component('orders', 'kratix-resource', annotations);

const promise = component('database', 'kratix-promise', {
  'kratix.io/type': 'promise',
  'kratix.io/promise-name': 'database',
});

const REJECTED = 'The cluster rejected these fields: spec.storage.sizeGiB.';

/** What our catalog module writes for a request whose resource does not exist. */
const recorded = (state: 'requested' | 'never-created', failure?: string) => ({
  ...ours,
  'kratix.io/promise-name': 'database',
  'kratix-portal.io/state': state,
  'kratix-portal.io/requested-by': 'user:default/ada',
  'kratix-portal.io/requested-at': at(state === 'requested' ? 90 : 2_700),
  ...(state === 'requested' && { 'kratix.io/phase': 'pending-creation' }),
  ...(failure !== undefined && { 'kratix-portal.io/last-failure': failure }),
});

const withPromise = (platform: FakePlatform) => {
  platform.put(promiseObject({ name: 'database', kind: 'Database' }));
};

const RESOURCE_PATH = '/catalog/default/component/orders';
const PROMISE_PATH = '/catalog/default/component/database';

/** Promises and requests on the entity pages of the catalog. */
export const entityEntries: readonly GalleryEntry[] = [
  {
    id: 'entity/resource',
    title:
      'The overview of a request, with the annotations of our catalog module',
    entity: resource(ours),
    path: RESOURCE_PATH,
    prepare: setUp('ready'),
    shows: 'Connection details',
  },
  {
    id: 'entity/resource-ske',
    title: 'The overview of a request, with the annotations of SKE',
    entity: resource(ske),
    path: RESOURCE_PATH,
    prepare: setUp('failed'),
    shows: 'About the Promise',
  },
  {
    id: 'entity/resource-pipelines',
    title: 'The tab with the pipelines of a request',
    entity: resource(ske),
    path: `${RESOURCE_PATH}/pipelines`,
    prepare: setUp('failed'),
    shows: 'configure-database',
  },
  {
    id: 'entity/resource-placement',
    title: 'The tab with the placement of a request',
    entity: resource(ours),
    path: `${RESOURCE_PATH}/placement`,
    prepare: setUp('ready'),
    shows: 'worker-eu-1',
  },
  {
    id: 'entity/resource-yaml',
    title: 'The tab with the YAML of a request',
    entity: resource(ours),
    path: `${RESOURCE_PATH}/yaml`,
    prepare: setUp('ready'),
    shows: 'connectionDetails',
  },
  {
    id: 'entity/refused',
    title:
      'The cluster refuses to show the request, and the catalog has recorded its status',
    entity: resource(ske),
    path: RESOURCE_PATH,
    prepare: platform => {
      setUp('ready')(platform);
      platform.refuse({ kind: ref.kind });
    },
    shows: 'Status in the catalog',
  },
  {
    id: 'entity/pull-request',
    title: 'The request waits in a pull request',
    entity: resource({
      ...ske,
      'kratix.io/phase': 'pending-review',
      'kratix.io/pull-request-url': 'https://git.example.com/pulls/7',
    }),
    path: RESOURCE_PATH,
    shows: 'Open the pull request',
  },
  {
    id: 'entity/pull-request-deletion',
    title: 'The deletion waits in a pull request',
    entity: resource({
      ...ske,
      'kratix.io/phase': 'pending-deletion',
      'kratix.io/pull-request-url': 'https://git.example.com/pulls/8',
    }),
    path: RESOURCE_PATH,
    prepare: setUp('ready'),
    shows: 'Approval of the pull request',
  },
  {
    id: 'entity/requested',
    title:
      'The request is recorded, and the cluster does not have its resource yet',
    entity: resource(recorded('requested')),
    path: RESOURCE_PATH,
    prepare: withPromise,
    shows: 'Submitted',
  },
  {
    id: 'entity/requested-failed',
    title: 'The last attempt to create a recorded request has failed',
    entity: resource(recorded('requested', REJECTED)),
    path: RESOURCE_PATH,
    prepare: withPromise,
    shows: 'spec.storage.sizeGiB',
  },
  {
    id: 'entity/never-created',
    title: 'A recorded request that was never created, with the reason',
    entity: resource(recorded('never-created', REJECTED)),
    path: RESOURCE_PATH,
    prepare: withPromise,
    shows: 'never created',
  },
  {
    id: 'entity/never-created-without-reason',
    title: 'A recorded request that was never created, and no reason is known',
    entity: resource(recorded('never-created')),
    path: RESOURCE_PATH,
    prepare: withPromise,
    shows: 'never created',
  },
  {
    id: 'entity/incomplete',
    title: 'An entity that does not name its object',
    entity: resource({
      'kratix.io/type': 'resource',
      'kratix.io/name': ref.name,
    }),
    path: RESOURCE_PATH,
    shows: 'The entity does not name its object',
  },
  {
    id: 'entity/promise',
    title: 'The overview of a Promise',
    entity: promise,
    path: PROMISE_PATH,
    prepare: platform => {
      platform.put(promiseObject({ name: 'database', kind: 'Database' }));
      platform.put(requestObject({ kind: 'Database', name: 'orders' }));
    },
    shows: 'Promise database',
  },
  {
    id: 'entity/promise-requests',
    title: 'The tab with the requests of a Promise',
    entity: promise,
    path: `${PROMISE_PATH}/requests`,
    prepare: platform => {
      platform.put(promiseObject({ name: 'database', kind: 'Database' }));
      platform.put(requestObject({ kind: 'Database', name: 'orders' }));
      platform.put(requestObject({ kind: 'Database', name: 'invoices' }));
    },
    shows: 'invoices',
  },
];
