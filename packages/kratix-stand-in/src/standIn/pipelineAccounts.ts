import {
  apiVersionOf,
  JsonObject,
  KubernetesObject,
  ResourceType,
} from '../kubernetes/objects';
import { resourceTypes } from '../kubernetes/resourceTypes';
import { labelNames } from './kratixNames';
import {
  destinationSelectorsName,
  PipelineRun,
  serviceAccountName,
} from './pipelineJob';

/** The ServiceAccount of a pipeline, what it may do, and the ConfigMap that its pod mounts. */
export function pipelineAccounts(
  run: PipelineRun,
  destinationSelectors: string,
): Array<{ type: ResourceType; object: KubernetesObject }> {
  const name = serviceAccountName(run);
  const labels = { [labelNames.promise]: run.promiseName };
  const inNamespace = { namespace: run.namespace, labels };
  const isPromise = run.type === 'promise';
  const roleType = isPromise ? resourceTypes.clusterRole : resourceTypes.role;
  const bindingType = isPromise
    ? resourceTypes.clusterRoleBinding
    : resourceTypes.roleBinding;
  const scope = isPromise ? { labels } : inNamespace;
  const rbac = 'rbac.authorization.k8s.io';
  const verbs = ['get', 'list', 'update', 'create', 'patch'];
  const { group, plural } = run.ownerType;
  const kratixGroup = 'platform.kratix.io';
  const object = (
    type: ResourceType,
    metadata: { name: string; labels: Record<string, string> },
    rest: JsonObject,
  ) => ({
    type,
    object: {
      apiVersion: apiVersionOf(type),
      kind: type.kind,
      metadata,
      ...rest,
    },
  });
  return [
    object(resourceTypes.serviceAccount, { name, ...inNamespace }, {}),
    object(
      resourceTypes.configMap,
      { name: destinationSelectorsName(run.promiseName), ...inNamespace },
      { data: { destinationSelectors } },
    ),
    object(
      roleType,
      { name, ...scope },
      {
        rules: isPromise
          ? [
              {
                apiGroups: [kratixGroup],
                resources: [plural, `${plural}/status`, 'works'],
                verbs,
              },
            ]
          : [
              {
                apiGroups: [group],
                resources: [plural, `${plural}/status`],
                verbs,
              },
              { apiGroups: [kratixGroup], resources: ['works'], verbs },
            ],
      },
    ),
    object(
      bindingType,
      { name, ...scope },
      {
        roleRef: { apiGroup: rbac, kind: roleType.kind, name },
        subjects: [{ kind: 'ServiceAccount', name, namespace: run.namespace }],
      },
    ),
  ];
}
