import { ResourceType } from './objects';

function core(plural: string, kind: string, namespaced = true): ResourceType {
  return { group: '', version: 'v1', plural, kind, namespaced };
}

function rbac(plural: string, kind: string, namespaced: boolean): ResourceType {
  const group = 'rbac.authorization.k8s.io';
  return { group, version: 'v1', plural, kind, namespaced };
}

function kratix(
  plural: string,
  kind: string,
  namespaced: boolean,
): ResourceType {
  const group = 'platform.kratix.io';
  return { group, version: 'v1alpha1', plural, kind, namespaced };
}

/** The kinds that Kratix and its stand-in read and write, besides the kinds that Promises define. */
export const resourceTypes = {
  namespace: core('namespaces', 'Namespace', false),
  pod: core('pods', 'Pod'),
  configMap: core('configmaps', 'ConfigMap'),
  serviceAccount: core('serviceaccounts', 'ServiceAccount'),
  job: {
    group: 'batch',
    version: 'v1',
    plural: 'jobs',
    kind: 'Job',
    namespaced: true,
  },
  event: {
    group: 'events.k8s.io',
    version: 'v1',
    plural: 'events',
    kind: 'Event',
    namespaced: true,
  },
  customResourceDefinition: {
    group: 'apiextensions.k8s.io',
    version: 'v1',
    plural: 'customresourcedefinitions',
    kind: 'CustomResourceDefinition',
    namespaced: false,
  },
  role: rbac('roles', 'Role', true),
  roleBinding: rbac('rolebindings', 'RoleBinding', true),
  clusterRole: rbac('clusterroles', 'ClusterRole', false),
  clusterRoleBinding: rbac('clusterrolebindings', 'ClusterRoleBinding', false),
  promise: kratix('promises', 'Promise', false),
  promiseRevision: kratix('promiserevisions', 'PromiseRevision', false),
  resourceBinding: kratix('resourcebindings', 'ResourceBinding', true),
  work: kratix('works', 'Work', true),
  workPlacement: kratix('workplacements', 'WorkPlacement', true),
  destination: kratix('destinations', 'Destination', false),
} satisfies Record<string, ResourceType>;
