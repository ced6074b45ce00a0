import { ResourceType } from './objects';

function typesOf(group: string, version: string, namespaced: boolean) {
  return (plural: string, kind: string): ResourceType => ({
    group,
    version,
    plural,
    kind,
    namespaced,
  });
}

const core = typesOf('', 'v1', true);
const rbac = typesOf('rbac.authorization.k8s.io', 'v1', true);
const clusterRbac = typesOf('rbac.authorization.k8s.io', 'v1', false);
const kratix = typesOf('platform.kratix.io', 'v1alpha1', true);
const clusterKratix = typesOf('platform.kratix.io', 'v1alpha1', false);

/** The kinds that Kratix and the stand-in read and write, except the kinds that Promises define. */
export const resourceTypes = {
  namespace: typesOf('', 'v1', false)('namespaces', 'Namespace'),
  node: typesOf('', 'v1', false)('nodes', 'Node'),
  pod: core('pods', 'Pod'),
  configMap: core('configmaps', 'ConfigMap'),
  serviceAccount: core('serviceaccounts', 'ServiceAccount'),
  job: typesOf('batch', 'v1', true)('jobs', 'Job'),
  event: typesOf('events.k8s.io', 'v1', true)('events', 'Event'),
  customResourceDefinition: typesOf(
    'apiextensions.k8s.io',
    'v1',
    false,
  )('customresourcedefinitions', 'CustomResourceDefinition'),
  role: rbac('roles', 'Role'),
  roleBinding: rbac('rolebindings', 'RoleBinding'),
  clusterRole: clusterRbac('clusterroles', 'ClusterRole'),
  clusterRoleBinding: clusterRbac('clusterrolebindings', 'ClusterRoleBinding'),
  promise: clusterKratix('promises', 'Promise'),
  promiseRevision: clusterKratix('promiserevisions', 'PromiseRevision'),
  destination: clusterKratix('destinations', 'Destination'),
  resourceBinding: kratix('resourcebindings', 'ResourceBinding'),
  work: kratix('works', 'Work'),
  workPlacement: kratix('workplacements', 'WorkPlacement'),
  healthRecord: kratix('healthrecords', 'HealthRecord'),
} satisfies Record<string, ResourceType>;
