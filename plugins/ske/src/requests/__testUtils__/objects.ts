import type { JsonObject } from '@backstage/types';
import { kratixLabels } from '@kratix-portal/plugin-ske-common';
import type { KubernetesObject, LiveCollection } from '../../live';
import { createKindReader, type RequestKind } from '../kinds';
import { readRow } from '../rows/readRow';
import type { RequestRow } from '../rows';

/** A Promise that is available and offers a kind. */
export function promiseObject(
  options: {
    name?: string;
    kind?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    description?: string;
    hasApi?: boolean;
    status?: JsonObject;
  } = {},
): KubernetesObject {
  const { name = 'redis', kind = 'Redis', labels, annotations } = options;
  const plural = `${kind.toLowerCase()}s`;
  const api = {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.demo.example.com` },
    spec: {
      group: 'demo.example.com',
      names: { kind, plural, singular: kind.toLowerCase() },
      scope: 'Namespaced',
      versions: [
        { name: 'v1alpha1', served: true, storage: false },
        {
          name: 'v1',
          served: true,
          storage: true,
          schema: {
            openAPIV3Schema: {
              type: 'object',
              ...(options.description && { description: options.description }),
            },
          },
        },
      ],
    },
  };
  return {
    apiVersion: 'platform.kratix.io/v1alpha1',
    kind: 'Promise',
    metadata: {
      name,
      uid: `promise-${name}`,
      resourceVersion: '1',
      generation: 1,
      creationTimestamp: '2026-11-01T10:00:00Z',
      ...(labels && { labels }),
      ...(annotations && { annotations }),
    },
    spec: options.hasApi === false ? {} : { api },
    status: options.status ?? {
      status: 'Available',
      conditions: [
        {
          type: 'Available',
          status: 'True',
          reason: 'PromiseAvailable',
          message: 'Ready to fulfil resource requests',
          lastTransitionTime: '2026-11-01T10:01:00Z',
        },
      ],
    },
  };
}

/** The status of requests in the states that most tests need. */
export const statuses = {
  ready: {
    observedGeneration: 1,
    workflows: 1,
    conditions: [
      {
        type: 'Reconciled',
        status: 'True',
        reason: 'Reconciled',
        message: 'Reconciled',
        lastTransitionTime: '2026-11-02T10:00:00Z',
      },
    ],
  },
  failed: {
    observedGeneration: 1,
    workflows: 1,
    conditions: [
      {
        type: 'ConfigureWorkflowCompleted',
        status: 'False',
        reason: 'ConfigureWorkflowFailed',
        message: 'A pipeline has failed',
        lastTransitionTime: '2026-11-02T10:00:00Z',
      },
    ],
  },
} satisfies Record<string, JsonObject>;

/** A resource request. It is ready by default. */
export function requestObject(
  options: {
    name?: string;
    namespace?: string;
    kind?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    status?: JsonObject | null;
    createdAt?: string;
    resourceVersion?: string;
    uid?: string;
  } = {},
): KubernetesObject {
  const { name = 'cache', namespace = 'team-a', kind = 'Redis' } = options;
  const { labels, annotations, status = statuses.ready } = options;
  return {
    apiVersion: 'demo.example.com/v1',
    kind,
    metadata: {
      name,
      namespace,
      uid: options.uid ?? `${kind}-${namespace}-${name}`,
      resourceVersion: options.resourceVersion ?? '1',
      generation: 1,
      creationTimestamp: options.createdAt ?? '2026-11-02T09:00:00Z',
      ...(labels && { labels }),
      ...(annotations && { annotations }),
    },
    spec: {},
    ...(status && { status }),
  };
}

/** The ResourceBinding of a request. */
export function bindingObject(options: {
  promise?: string;
  name?: string;
  namespace?: string;
  version?: string;
  applied?: string;
}): KubernetesObject {
  const { promise = 'redis', name = 'cache', namespace = 'team-a' } = options;
  const { version = 'latest', applied = 'v1.0.0' } = options;
  return {
    apiVersion: 'platform.kratix.io/v1alpha1',
    kind: 'ResourceBinding',
    metadata: {
      name: `${name}-${promise}-0a1b2`,
      namespace,
      uid: `binding-${promise}-${namespace}-${name}`,
      resourceVersion: '1',
      labels: {
        [kratixLabels.promiseName]: promise,
        [kratixLabels.resourceName]: name,
      },
    },
    spec: {
      promiseRef: { name: promise },
      resourceRef: { name, namespace },
      version,
    },
    status: { lastAppliedVersion: applied },
  };
}

export function kindOf(promise: KubernetesObject): RequestKind {
  return createKindReader()([promise])[0];
}

/** A row of {@link requestObject}. */
export function row(
  options: Parameters<typeof requestObject>[0] & {
    promise?: string;
    deletedAt?: number;
  } = {},
): RequestRow {
  const { promise, deletedAt, ...request } = options;
  const kind = kindOf(promiseObject({ name: promise, kind: request.kind }));
  const read = readRow(requestObject(request), kind, undefined);
  return deletedAt === undefined ? read : { ...read, deletedAt };
}

/** A collection that is live. */
export function collection(
  items: readonly KubernetesObject[] = [],
  change: Partial<LiveCollection> = {},
): LiveCollection {
  return { items, status: 'live', asOf: 1, deleted: new Map(), ...change };
}
