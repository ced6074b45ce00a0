/**
 * Who may do what in the demo. RBAC only ever adds: there is no rule that takes something away. A wildcard over all API groups
 * contains the core group and with it every Secret, so the reader's rules name each built-in group and kind, and leave Secrets
 * out by not naming them. The groups that Promises define cannot be named beforehand: they are all served from
 * CustomResourceDefinitions, which never serve Secrets, so `keepCustomResourceReader` writes one more ClusterRole that names
 * the groups of those definitions, and keeps it up to date.
 */
/** On all that the demo writes. */
export const LABELS = { 'app.kubernetes.io/part-of': 'kratix-portal-demo' };
/** The verbs of somebody who may look and not touch. */
export const READ = ['get', 'list', 'watch'];

/** Where the API server has roles and bindings. */
export const RBAC_PATH = '/apis/rbac.authorization.k8s.io/v1';

/** The group of the demo's platform engineers. */
export const ADMIN_GROUP = 'kube-admin';
/** The group of the demo's developers, who may look and not touch. */
export const READER_GROUP = 'kube-dev';
/** The ClusterRole whose rules follow the cluster's CustomResourceDefinitions. */
export const CUSTOM_RESOURCE_READER =
  'kratix-portal-demo-custom-resource-reader';

const READER = 'kratix-portal-demo-reader';

interface PolicyRule {
  apiGroups: string[];
  resources: string[];
  verbs: string[];
}

/** A ClusterRole as server-side apply takes it. */
export interface ClusterRole {
  apiVersion: 'rbac.authorization.k8s.io/v1';
  kind: 'ClusterRole';
  metadata: { name: string; labels: Record<string, string> };
  rules: PolicyRule[];
}

/** What developers read of the kinds that Kubernetes and Kratix bring. Discovery is granted by Kubernetes to everybody signed in. */
export const readerRole: ClusterRole = clusterRole(READER, [
  {
    apiGroups: [''],
    resources: [
      'configmaps',
      'endpoints',
      'events',
      'namespaces',
      'persistentvolumeclaims',
      'pods',
      'pods/log',
      'pods/status',
      'replicationcontrollers',
      'resourcequotas',
      'serviceaccounts',
      'services',
    ],
    verbs: READ,
  },
  {
    apiGroups: ['apps'],
    resources: ['daemonsets', 'deployments', 'replicasets', 'statefulsets'],
    verbs: READ,
  },
  { apiGroups: ['batch'], resources: ['cronjobs', 'jobs'], verbs: READ },
  { apiGroups: ['events.k8s.io'], resources: ['events'], verbs: READ },
  {
    apiGroups: ['networking.k8s.io'],
    resources: ['ingresses', 'networkpolicies'],
    verbs: READ,
  },
  {
    apiGroups: ['apiextensions.k8s.io'],
    resources: ['customresourcedefinitions'],
    verbs: READ,
  },
  { apiGroups: ['platform.kratix.io'], resources: ['*'], verbs: READ },
]);

/** What developers read of the kinds that Promises define, by their API groups. */
export function customResourceReaderRole(apiGroups: string[]): ClusterRole {
  return clusterRole(
    CUSTOM_RESOURCE_READER,
    apiGroups.length === 0
      ? []
      : [{ apiGroups, resources: ['*'], verbs: READ }],
  );
}

/** Group -> ClusterRole. The names say which group gets what. */
export const bindings = [
  bind('kratix-portal-demo-admin', ADMIN_GROUP, 'cluster-admin'),
  bind('kratix-portal-demo-reader', READER_GROUP, READER),
  bind(CUSTOM_RESOURCE_READER, READER_GROUP, CUSTOM_RESOURCE_READER),
];

function clusterRole(name: string, rules: PolicyRule[]): ClusterRole {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name, labels: LABELS },
    rules,
  };
}

function bind(name: string, group: string, role: string) {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name, labels: LABELS },
    roleRef: {
      apiGroup: 'rbac.authorization.k8s.io',
      kind: 'ClusterRole',
      name: role,
    },
    subjects: [
      { apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: group },
    ],
  };
}
