import { KubernetesObject, ResourceType } from '../kubernetes/objects';
import { resourceTypes } from '../kubernetes/resourceTypes';
import { labelNames, systemNamespace } from './kratixNames';
import { KratixPromise } from './kratixObjects';

/** What allows Kratix's controller to act on the kind of a Promise. */
export function controllerRole(
  promise: KratixPromise,
  type: ResourceType,
): Array<{ type: ResourceType; object: KubernetesObject }> {
  const name = `${promise.metadata.name}-promise-controller`;
  const metadata = {
    name,
    labels: { [labelNames.promise]: promise.metadata.name },
  };
  const rule = (resource: string, verbs: string[]) => ({
    apiGroups: [type.group],
    resources: [resource],
    verbs,
  });
  const apiGroup = 'rbac.authorization.k8s.io';
  const apiVersion = `${apiGroup}/v1`;
  const role = {
    apiVersion,
    kind: 'ClusterRole',
    metadata,
    rules: [
      rule(type.plural, ['*']),
      rule(`${type.plural}/finalizers`, ['update']),
      rule(`${type.plural}/status`, ['get', 'update', 'patch']),
    ],
  };
  const binding = {
    apiVersion,
    kind: 'ClusterRoleBinding',
    metadata,
    roleRef: { apiGroup, kind: 'ClusterRole', name },
    subjects: [
      {
        kind: 'ServiceAccount',
        name: 'kratix-platform-controller-manager',
        namespace: systemNamespace,
      },
    ],
  };
  return [
    { type: resourceTypes.clusterRole, object: role },
    { type: resourceTypes.clusterRoleBinding, object: binding },
  ];
}
