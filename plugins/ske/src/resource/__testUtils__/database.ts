import type { JsonObject } from '@backstage/types';
import type { ResourceRef } from '@kratix-portal/plugin-ske-common';
import type { FakePlatform } from '../../live/__testUtils__';
import type { At } from './At';

/** The request that the designed states are about. */
export const ref: ResourceRef = {
  apiVersion: 'demo.example.com/v1',
  kind: 'Database',
  namespace: 'team-orders',
  name: 'orders',
};

export const KRATIX = 'platform.kratix.io/v1alpha1';
export const PROMISE_LABELS = { 'kratix.io/promise-name': 'database' };
export const WORK_LABELS = {
  ...PROMISE_LABELS,
  'kratix.io/resource-name': 'orders',
  'kratix.io/work-type': 'resource',
};
export const PIPELINES = ['check-quota', 'configure-database', 'register-dns'];

export interface RequestParts {
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  createdAgo?: number;
  deletedAgo?: number;
  generation?: number;
  finalizers?: string[];
  managedFields?: JsonObject[];
  status?: JsonObject;
}

export function putRequest(
  platform: FakePlatform,
  at: At,
  parts: RequestParts,
): void {
  const { labels = PROMISE_LABELS, createdAgo = 7_200, deletedAgo } = parts;
  platform.put({
    apiVersion: ref.apiVersion,
    kind: ref.kind,
    metadata: {
      name: ref.name,
      namespace: ref.namespace,
      labels,
      annotations: {
        'kratix-portal.io/requested-by': 'user:default/ada (oidc:ada)',
        ...parts.annotations,
      },
      creationTimestamp: at(createdAgo),
      generation: parts.generation ?? 1,
      ...(deletedAgo !== undefined && { deletionTimestamp: at(deletedAgo) }),
      ...(parts.finalizers && { finalizers: parts.finalizers }),
      ...(parts.managedFields && { managedFields: parts.managedFields }),
    },
    spec: {
      engine: 'postgres',
      version: '16',
      storage: { sizeGiB: 20, backups: true },
      allowedNetworks: ['10.0.0.0/16', '10.1.0.0/16'],
    },
    ...(parts.status && { status: parts.status }),
  });
}

export function putPromise(
  platform: FakePlatform,
  at: At,
  labels: Record<string, string> = {},
  spec: JsonObject = {},
): void {
  platform.put({
    apiVersion: KRATIX,
    kind: 'Promise',
    metadata: { name: 'database', labels },
    spec: { api: crd('demo.example.com', 'Database', 'databases'), ...spec },
    status: {
      conditions: [
        condition(at, 'Available', 'True', 'PromiseAvailable', 'Ready'),
      ],
      status: 'Available',
    },
  });
}

export function crd(group: string, kind: string, plural: string): JsonObject {
  const spec = {
    type: 'object',
    properties: {
      engine: { type: 'string', title: 'Database engine' },
      version: { type: 'string' },
      storage: {
        type: 'object',
        properties: {
          sizeGiB: { type: 'integer', title: 'Size of the disk (GiB)' },
          backups: { type: 'boolean', title: 'Daily backups' },
        },
      },
      allowedNetworks: { type: 'array', items: { type: 'string' } },
    },
  };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      names: { kind, plural, singular: kind.toLowerCase() },
      scope: 'Namespaced',
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          schema: {
            openAPIV3Schema: { type: 'object', properties: { spec } },
          },
        },
      ],
    },
  };
}

export function condition(
  at: At,
  type: string,
  status: string,
  reason: string,
  message: string,
  ago = 120,
): JsonObject {
  return { type, status, reason, message, lastTransitionTime: at(ago) };
}
