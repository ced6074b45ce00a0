/**
 * The demo's roles. RBAC rules only add permissions, and a wildcard over all API groups would include the core group with its Secrets.
 * The developers' role therefore names each built-in group and kind, without Secrets.
 * The groups that Promises define are not known in advance. They are served from CustomResourceDefinitions, which never serve Secrets, so
 * `keepCustomResourceReader` keeps another ClusterRole with the groups of these definitions.
 */
/** The labels of all objects that the demo writes. */
export const LABELS = { 'app.kubernetes.io/part-of': 'kratix-portal-demo' };
/** The read-only verbs. */
export const READ = ['get', 'list', 'watch'];

/** The API path of roles and bindings. */
export const RBAC_PATH = '/apis/rbac.authorization.k8s.io/v1';

/** The group of the demo's platform engineers. */
export const ADMIN_GROUP = 'kube-admin';
/** The group of the demo's developers, who may only read. */
export const READER_GROUP = 'kube-dev';
/** The ClusterRole for the groups of the cluster's CustomResourceDefinitions. */
export const CUSTOM_RESOURCE_READER =
  'kratix-portal-demo-custom-resource-reader';

const READER = 'kratix-portal-demo-reader';

interface PolicyRule {
  apiGroups: string[];
  resources: string[];
  verbs: string[];
}

/** A ClusterRole for server-side apply. */
export interface ClusterRole {
  apiVersion: 'rbac.authorization.k8s.io/v1';
  kind: 'ClusterRole';
  metadata: { name: string; labels: Record<string, string> };
  rules: PolicyRule[];
}

/** Allows developers to read the kinds of Kubernetes and Kratix. Kubernetes itself grants discovery to all authenticated users. */
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

/** Allows developers to read all kinds of these API groups. */
export function customResourceReaderRole(apiGroups: string[]): ClusterRole {
  return clusterRole(
    CUSTOM_RESOURCE_READER,
    apiGroups.length === 0
      ? []
      : [{ apiGroups, resources: ['*'], verbs: READ }],
  );
}

/** The bindings of groups to ClusterRoles. */
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
