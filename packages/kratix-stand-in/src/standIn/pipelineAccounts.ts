import {
  JsonObject,
  KubernetesObject,
  ObjectMeta,
  objectOf,
  ResourceType,
} from '../kubernetes/objects';
import { resourceTypes } from '../kubernetes/resourceTypes';
import {
  controllerAccount,
  kratixGroup,
  labelNames,
  shortHash,
  systemNamespace,
} from './kratixNames';
import { KratixPromise } from './kratixObjects';
import { PipelineRun } from './PipelineRun';

/** An object with its type. */
export interface ClusterObject {
  type: ResourceType;
  object: KubernetesObject;
}

interface Account {
  name: string;
  namespace: string;
}

function entry(
  type: ResourceType,
  metadata: ObjectMeta,
  rest: object = {},
): ClusterObject {
  return { type, object: objectOf(type, metadata, rest) };
}

function rule(group: string, resources: string[], verbs: string[]) {
  return { apiGroups: [group], resources, verbs };
}

/** A role and its binding to a ServiceAccount. With a namespace the role applies in that namespace, and without one in the whole cluster. */
function roleAndBinding(options: {
  name: string;
  namespace?: string;
  /** The name of the binding. Set only if the role is a ClusterRole to which bindings in several namespaces refer. */
  shared?: string;
  labels: Record<string, string>;
  rules: JsonObject[];
  account: Account;
}): ClusterObject[] {
  const { name, namespace, shared, labels, rules, account } = options;
  const { role, roleBinding, clusterRole, clusterRoleBinding } = resourceTypes;
  const roleType = namespace && !shared ? role : clusterRole;
  const bindingType = namespace ? roleBinding : clusterRoleBinding;
  const metadata = { name, namespace, labels };
  const roleRef = { apiGroup: roleType.group, kind: roleType.kind, name };
  const subjects = [{ kind: 'ServiceAccount', ...account }];
  return [
    entry(roleType, shared ? { name, labels } : metadata, { rules }),
    entry(
      bindingType,
      { ...metadata, name: shared ?? name },
      { roleRef, subjects },
    ),
  ];
}

/** The role of Kratix's controller for the kind that a Promise defines. */
export function controllerRole(
  { metadata }: KratixPromise,
  { group, plural }: ResourceType,
): ClusterObject[] {
  return roleAndBinding({
    name: `${metadata.name}-promise-controller`,
    labels: { [labelNames.promise]: metadata.name },
    rules: [
      rule(group, [plural], ['*']),
      rule(group, [`${plural}/finalizers`], ['update']),
      rule(group, [`${plural}/status`], ['get', 'update', 'patch']),
    ],
    account: { name: controllerAccount, namespace: systemNamespace },
  });
}

/** The roles for the permissions in the spec of a pipeline. */
function requestedRoles(run: PipelineRun, account: Account): ClusterObject[] {
  const { promiseName, type, action, pipeline, namespace } = run;
  return (pipeline.spec.rbac?.permissions ?? []).flatMap(
    ({ resourceNamespace, ...permissions }, index) =>
      roleAndBinding({
        name: `${account.name}-${shortHash(`${resourceNamespace ?? namespace}/${index}`)}`,
        namespace:
          resourceNamespace === '*'
            ? undefined
            : (resourceNamespace ?? namespace),
        shared:
          resourceNamespace && resourceNamespace !== '*'
            ? `${account.name}-${shortHash(`${namespace}/${resourceNamespace}/${index}`)}`
            : undefined,
        labels: {
          [labelNames.promise]: promiseName,
          [labelNames.pipeline]: pipeline.metadata.name,
          [labelNames.pipelineNamespace]: namespace,
          [labelNames.workflowType]: type,
          [labelNames.workflowAction]: action,
          ...(resourceNamespace && resourceNamespace !== '*'
            ? { [labelNames.resourceNamespace]: resourceNamespace }
            : {}),
        },
        rules: [permissions],
        account,
      }),
  );
}

/** The ServiceAccount of a pipeline, its permissions, and the ConfigMap that its pod mounts. */
export function pipelineAccounts(
  run: PipelineRun,
  account: string,
  destinationSelectors: string,
): ClusterObject[] {
  const { promiseName, namespace, ownerType, owner, type } = run;
  const labels = { [labelNames.promise]: promiseName };
  const subject = { name: account, namespace };
  const verbs = ['get', 'list', 'update', 'create', 'patch'];
  const { group, plural } = ownerType;
  const resources = [plural, `${plural}/status`];
  const own = rule(group, resources, verbs);
  const isPromise = type === 'promise';
  const elsewhere = owner.metadata.namespace;
  const configMap = destinationSelectorsName(promiseName);
  return [
    entry(resourceTypes.serviceAccount, { ...subject, labels }),
    entry(
      resourceTypes.configMap,
      { name: configMap, namespace, labels },
      { data: { destinationSelectors } },
    ),
    ...roleAndBinding({
      name: account,
      namespace: isPromise ? undefined : namespace,
      labels,
      rules: isPromise
        ? [rule(group, [...resources, 'works'], verbs)]
        : [own, rule(kratixGroup, ['works'], ['*'])],
      account: subject,
    }),
    ...(elsewhere && elsewhere !== namespace
      ? roleAndBinding({
          name: `${account}-${elsewhere}`,
          labels,
          rules: [own],
          account: subject,
        })
      : []),
    ...requestedRoles(run, subject),
  ];
}

export function destinationSelectorsName(promiseName: string) {
  return `destination-selectors-${promiseName}`.slice(0, 253);
}
