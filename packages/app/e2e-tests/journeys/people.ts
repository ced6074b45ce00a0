import type { Cluster } from '../fixtures';

/** The namespace in which user-team has rights. */
export const TEAM_NAMESPACE = 'journey-team';

export const BUCKETS = 'objectbuckets.storage.demo.kratix-portal.io';
const API_VERSION = 'storage.demo.kratix-portal.io/v1alpha1';
const READ = ['get', 'list', 'watch'];

/** Annotations that make the Kratix stand-in treat a request in a certain way. */
export const pipelineAnnotations = {
  /** The pipeline runs as long as the annotation exists. */
  hold: 'demo.kratix-portal.io/hold',
  /** The pipeline fails. */
  fail: 'demo.kratix-portal.io/fail',
} as const;

/** A request for a bucket. */
export function bucket(options: {
  name: string;
  namespace?: string;
  annotations?: Record<string, string>;
}): object {
  const { name, namespace = 'default', annotations } = options;
  return {
    apiVersion: API_VERSION,
    kind: 'ObjectBucket',
    metadata: { name, namespace, annotations },
    spec: { team: 'payments', sizeGiB: 10 },
  };
}

/** The address of the page of a bucket. */
export function bucketUrl(name: string, namespace = 'default'): string {
  return `/kratix/resources/${API_VERSION}/ObjectBucket/${namespace}/${name}`;
}

/** Creates the namespace of user-team and the rights there: requests and their Works, and no Jobs, Pods or Events. */
export async function allowTeam(cluster: Cluster): Promise<void> {
  await cluster.apply({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: TEAM_NAMESPACE },
  });
  await grant(cluster, 'ClusterRole', 'journey-promises', [
    { apiGroups: ['platform.kratix.io'], resources: ['promises'], verbs: READ },
  ]);
  await grant(cluster, 'Role', 'journey-requests', [
    {
      apiGroups: ['storage.demo.kratix-portal.io'],
      resources: ['*'],
      verbs: [...READ, 'create', 'update', 'patch', 'delete'],
    },
    { apiGroups: ['platform.kratix.io'], resources: ['*'], verbs: READ },
  ]);
}

async function grant(
  cluster: Cluster,
  kind: 'Role' | 'ClusterRole',
  name: string,
  rules: object[],
): Promise<void> {
  const apiVersion = 'rbac.authorization.k8s.io/v1';
  const metadata = {
    name,
    ...(kind === 'Role' && { namespace: TEAM_NAMESPACE }),
  };
  await cluster.apply({ apiVersion, kind, metadata, rules });
  await cluster.apply({
    apiVersion,
    kind: `${kind}Binding`,
    metadata,
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind, name },
    subjects: [
      {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'Group',
        name: 'kube-team',
      },
    ],
  });
}
