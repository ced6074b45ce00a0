import type { FakePlatform } from '../../live/__testUtils__';
import type { GalleryEntry } from '../entry/GalleryEntry';

const KRATIX = 'platform.kratix.io/v1alpha1';
const PATH = '/kratix/services/database';
const LONG_NAME =
  'database-with-replicas-backups-and-monitoring-for-all-teams-in-eu1';

const specSchema = {
  type: 'object',
  required: ['size', 'team'],
  properties: {
    size: {
      type: 'string',
      enum: ['small', 'large'],
      default: 'small',
      description: 'How much the database holds.',
    },
    team: {
      type: 'string',
      pattern: '^[a-z]+$',
      maxLength: 20,
      description: 'The team that owns the database and pays for it.',
      'x-kubernetes-validations': [{ rule: 'self == oldSelf' }],
    },
    backups: {
      type: 'object',
      properties: {
        keepDays: { type: 'integer', minimum: 1, maximum: 30, default: 7 },
        targets: { type: 'array', items: { type: 'string' } },
      },
    },
  },
};

function promise(more: { metadata?: object; spec?: object; status?: object }) {
  return {
    apiVersion: KRATIX,
    kind: 'Promise',
    metadata: {
      name: 'database',
      creationTimestamp: '2026-08-01T09:00:00Z',
      labels: { 'kratix.io/promise-version': 'v1.2.0' },
      ...more.metadata,
    },
    spec: more.spec ?? {
      requiredPromises: [{ name: 'storage', version: 'v2.0.0' }],
      api: {
        apiVersion: 'apiextensions.k8s.io/v1',
        kind: 'CustomResourceDefinition',
        metadata: { name: 'databases.demo.example.com' },
        spec: {
          group: 'demo.example.com',
          scope: 'Namespaced',
          names: { kind: 'Database', plural: 'databases' },
          versions: [
            {
              name: 'v1',
              served: true,
              storage: true,
              schema: {
                openAPIV3Schema: {
                  type: 'object',
                  description: 'A PostgreSQL database for one team',
                  properties: { spec: specSchema },
                },
              },
            },
          ],
        },
      },
    },
    ...(more.status && { status: more.status }),
  };
}

const condition = (type: string, status: string, reason: string) => ({
  type,
  status,
  reason,
  message: reason,
  lastTransitionTime: '2026-08-01T09:05:00Z',
});

const available = {
  conditions: [
    condition('Available', 'True', 'PromiseAvailable'),
    condition('Reconciled', 'True', 'Reconciled'),
  ],
  requiredPromises: [
    { name: 'storage', version: 'v2.0.0', state: 'Requirement installed' },
  ],
};

const unavailable = {
  conditions: [
    condition('Available', 'False', 'PromiseUnavailable'),
    condition('RequirementsFulfilled', 'False', 'RequirementsNotInstalled'),
  ],
  requiredPromises: [
    { name: 'storage', version: 'v2.0.0', state: 'Requirement not installed' },
  ],
};

const put =
  (object: ReturnType<typeof promise>) => (platform: FakePlatform) => {
    platform.put(object);
    platform.put({
      apiVersion: KRATIX,
      kind: 'PromiseRevision',
      metadata: {
        name: 'database-v1.2.0',
        creationTimestamp: '2026-08-01T09:00:00Z',
        labels: { 'kratix.io/promise-name': 'database' },
      },
      spec: { version: 'v1.2.0', promiseRef: { name: 'database' } },
      status: { latest: true },
    });
  };

/** The page of a Promise in each designed state. */
export const promiseEntries: readonly GalleryEntry[] = [
  {
    id: 'promise/available',
    title: 'A Promise that can fulfil requests',
    prepare: put(promise({ status: available })),
    path: PATH,
    shows: 'A PostgreSQL database for one team',
  },
  {
    id: 'promise/api',
    title: 'The API of a Promise in words',
    prepare: put(promise({ status: available })),
    path: `${PATH}/api`,
    shows: 'It cannot be changed later.',
  },
  {
    id: 'promise/unavailable',
    title: 'A Promise that waits for another Promise',
    prepare: put(promise({ status: unavailable })),
    path: PATH,
    shows: 'Not installed',
  },
  {
    id: 'promise/not-picked-up',
    title: 'A Promise that Kratix has not picked up',
    prepare: put(promise({})),
    path: PATH,
    shows: 'not picked up',
  },
  {
    id: 'promise/long-name',
    title: 'A Promise whose name is too long for a label',
    prepare: put(promise({ metadata: { name: LONG_NAME } })),
    path: `/kratix/services/${LONG_NAME}/pipelines`,
    shows: 'has 66 characters',
  },
  {
    id: 'promise/paused',
    title: 'A paused Promise',
    prepare: put(
      promise({
        metadata: { labels: { 'kratix.io/paused': 'true' } },
        status: available,
      }),
    ),
    path: PATH,
    shows: 'Paused',
  },
  {
    id: 'promise/deleting',
    title: 'A Promise that is being deleted',
    prepare: put(
      promise({
        metadata: {
          deletionTimestamp: '2026-08-01T10:00:00Z',
          finalizers: [
            'kratix.io/resource-request-cleanup',
            'kratix.io/api-crd-cleanup',
          ],
        },
        status: available,
      }),
    ),
    path: PATH,
    shows: 'Deletion',
  },
  {
    id: 'promise/no-api',
    title: 'A Promise without an API',
    prepare: put(promise({ spec: {}, status: available })),
    path: `${PATH}/api`,
    shows: 'The Promise has no API',
  },
  {
    id: 'promise/missing',
    title: 'A Promise that does not exist',
    path: PATH,
    shows: 'does not exist',
  },
];
