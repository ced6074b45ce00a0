import type { KratixProviderConfig } from '../config/KratixProviderConfig';
import type { EntityContext } from '../entities/EntityContext';
import {
  readResourceFacts,
  type ResourceFacts,
} from '../entities/ResourceFacts';
import { readPromiseKind, type PromiseKind } from '../platform/PromiseKind';
import {
  readPromiseObject,
  type PromiseObject,
} from '../platform/PromiseObject';
import { readResourceObject } from '../platform/ResourceObject';

/*
 * Objects as an API server returns them, and their parsed forms.
 */

export const testContext: EntityContext = {
  cluster: 'kratix-platform',
  location: 'kratix:platform',
  namespace: 'default',
  owner: {
    annotations: ['backstage.io/owner'],
    labels: ['team'],
    namespaces: { 'team-b': 'group:default/team-b' },
    default: 'kratix-platform',
  },
  system: { annotations: ['backstage.io/system'], labels: [], namespaces: {} },
  template: {},
};

export const testProvider: Omit<KratixProviderConfig, 'cluster'> = {
  id: 'platform',
  ingest: { promises: true, resources: true },
  namespace: testContext.namespace,
  owner: testContext.owner,
  system: testContext.system,
  template: {},
  refreshSeconds: 3600,
  pendingRefreshSeconds: 60,
};

interface Metadata {
  name?: string;
  namespace?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  creationTimestamp?: string;
  deletionTimestamp?: string;
}

function crdSpec(kind: string, group: string) {
  const plural = `${kind.toLowerCase()}s`;
  return {
    group,
    scope: 'Namespaced',
    names: { kind, plural },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: {
            type: 'object',
            description: 'A schema.',
            properties: {
              spec: {
                type: 'object',
                properties: { size: { type: 'integer' } },
              },
            },
          },
        },
      },
    ],
  };
}

/** A Promise, without an API if there is no kind. */
export function rawPromise(
  name: string,
  options: {
    kind?: string;
    group?: string;
    metadata?: Metadata;
    requires?: string[];
    status?: object;
  } = {},
) {
  const { kind, group = 'example.com', metadata, requires, status } = options;
  return {
    metadata: {
      name,
      creationTimestamp: '2026-01-01T00:00:00Z',
      ...metadata,
    },
    spec: {
      ...(kind && { api: { spec: crdSpec(kind, group) } }),
      ...(requires && {
        requiredPromises: requires.map(each => ({ name: each })),
      }),
    },
    status: status ?? { conditions: [{ type: 'Available', status: 'True' }] },
  };
}

/** The CustomResourceDefinition of a Promise's kind. */
export function rawDefinition(
  promiseName: string,
  kind: string,
  group = 'example.com',
) {
  return {
    metadata: {
      name: `${kind.toLowerCase()}s.${group}`,
      labels: { 'kratix.io/promise-name': promiseName },
    },
    spec: crdSpec(kind, group),
  };
}

/** A resource request. */
export function rawResource(
  name: string,
  metadata: Metadata = {},
  status: object = { conditions: [{ type: 'Reconciled', status: 'True' }] },
) {
  return {
    metadata: {
      name,
      namespace: 'team-a',
      generation: 1,
      creationTimestamp: '2026-01-01T00:00:00Z',
      ...metadata,
    },
    spec: { password: 'hunter2-of-the-spec' },
    status,
  };
}

export function promiseObject(
  ...args: Parameters<typeof rawPromise>
): PromiseObject {
  return present(readPromiseObject(rawPromise(...args)));
}

export function promiseKind(
  ...args: Parameters<typeof rawDefinition>
): PromiseKind {
  return present(readPromiseKind(rawDefinition(...args)));
}

export function resourceFacts(
  ...args: Parameters<typeof rawResource>
): ResourceFacts {
  return readResourceFacts(
    present(readResourceObject(rawResource(...args))),
    testContext,
  );
}

function present<T>(value: T | undefined): T {
  if (value === undefined) {
    throw new Error('the object does not parse');
  }
  return value;
}
