import {
  KubernetesApi,
  type KubernetesObject,
  objectOf,
  resourceTypes,
} from '@kratix-portal/kratix-stand-in';
import { ADMIN_GROUP, READER_GROUP } from '../users/demoUsers';

const { clusterRole, clusterRoleBinding } = resourceTypes;

/**
 * The demo's roles. RBAC rules only add permissions, and a wildcard over all API groups would include the core group with its Secrets.
 * The developers' role therefore lists each built-in group and kind, without Secrets.
 * The groups that Promises define are not known in advance. They are served from CustomResourceDefinitions, which never serve Secrets, so
 * `keepCustomResourceReader` keeps another ClusterRole with the groups of these definitions.
 */

/** The labels of all objects that the demo writes. */
export const LABELS = { 'app.kubernetes.io/part-of': 'kratix-portal-demo' };

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
export type ClusterRole = KubernetesObject & { rules: PolicyRule[] };

/** Allows developers to read the kinds of Kubernetes and Kratix. Kubernetes itself grants discovery to all authenticated users. */
export const readerRole: ClusterRole = roleOf(READER, [
  mayRead(
    '',
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
  ),
  mayRead('apps', 'daemonsets', 'deployments', 'replicasets', 'statefulsets'),
  mayRead('batch', 'cronjobs', 'jobs'),
  mayRead('events.k8s.io', 'events'),
  mayRead('networking.k8s.io', 'ingresses', 'networkpolicies'),
  mayRead('apiextensions.k8s.io', 'customresourcedefinitions'),
  mayRead('platform.kratix.io', '*'),
]);

/** Allows developers to read all kinds of these API groups. */
export function customResourceReaderRole(apiGroups: string[]): ClusterRole {
  return roleOf(
    CUSTOM_RESOURCE_READER,
    apiGroups.map(each => mayRead(each, '*')),
  );
}

/** The bindings of groups to ClusterRoles. */
const bindings = [
  bindingOf('kratix-portal-demo-admin', 'cluster-admin', group(ADMIN_GROUP)),
  bindingOf('kratix-portal-demo-reader', READER, group(READER_GROUP)),
  bindingOf(
    CUSTOM_RESOURCE_READER,
    CUSTOM_RESOURCE_READER,
    group(READER_GROUP),
  ),
];

/** Applies the demo's roles and bindings. */
export async function applyRoles(api: KubernetesApi): Promise<void> {
  await applyObjects(api, [readerRole, ...bindings]);
}

/** Creates or updates ClusterRoles and their bindings. */
export async function applyObjects(
  api: KubernetesApi,
  objects: KubernetesObject[],
): Promise<void> {
  const types = [clusterRole, clusterRoleBinding];
  await Promise.all(
    objects.map(object =>
      api.apply(
        types.find(({ kind }) => kind === object.kind)!,
        object,
        'test-cluster',
      ),
    ),
  );
}

/** A rule with the read-only verbs. */
export function mayRead(apiGroup: string, ...resources: string[]): PolicyRule {
  return {
    apiGroups: [apiGroup],
    resources,
    verbs: ['get', 'list', 'watch'],
  };
}

/** A ClusterRole of the demo. */
export function roleOf(name: string, rules: PolicyRule[]): ClusterRole {
  return objectOf(clusterRole, { name, labels: LABELS }, { rules });
}

/** A ClusterRoleBinding of the demo. */
export function bindingOf(
  name: string,
  role: string,
  subject: { kind: string; name: string; [field: string]: string },
) {
  const { group: apiGroup } = clusterRole;
  return objectOf(
    clusterRoleBinding,
    { name, labels: LABELS },
    {
      roleRef: { apiGroup, kind: clusterRole.kind, name: role },
      subjects: [subject],
    },
  );
}

function group(name: string) {
  return { apiGroup: clusterRole.group, kind: 'Group', name };
}
