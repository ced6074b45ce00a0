import {
  apiVersionOf,
  JsonObject,
  Json,
  KubernetesObject,
  ResourceType,
} from '../kubernetes/objects';
import {
  demoNames,
  labelNames,
  nameWithSuffix,
  systemNamespace,
} from './kratixNames';
import { Pipeline, WorkflowAction, WorkflowType } from './pipelines';

/** One pipeline of one workflow of one object: everything that its Job and its accounts are made from. */
export interface PipelineRun {
  pipeline: Pipeline;
  type: WorkflowType;
  action: WorkflowAction;
  /** Whether it is the last pipeline of its workflow. */
  isLast: boolean;
  promiseName: string;
  /** The Promise, or the resource request. */
  owner: KubernetesObject;
  ownerType: ResourceType;
  /** The namespace in which the Job runs. */
  namespace: string;
  /** What the Job was made for; another hash asks for another Job. */
  hash: string;
}

/** Pods of Kratix carry the image of its own helper program; nothing pulls it here. */
const adapterImage = 'kratix/pipeline-adapter:dev';

const resources = {
  limits: { cpu: '200m', 'ephemeral-storage': '256Mi', memory: '256Mi' },
  requests: { cpu: '100m', 'ephemeral-storage': '128Mi', memory: '128Mi' },
};

const adapterSecurity = {
  capabilities: { drop: ['ALL'] },
  privileged: false,
  runAsNonRoot: true,
  allowPrivilegeEscalation: false,
  seccompProfile: { type: 'RuntimeDefault' },
};

const mounts = {
  input: { name: 'shared-input', mountPath: '/kratix/input' },
  output: { name: 'shared-output', mountPath: '/kratix/output' },
  metadata: { name: 'shared-metadata', mountPath: '/kratix/metadata' },
};

function environment(run: PipelineRun): JsonObject[] {
  const { owner, ownerType } = run;
  const values: Record<string, string> = {
    KRATIX_WORKFLOW_ACTION: run.action,
    KRATIX_WORKFLOW_TYPE: run.type,
    KRATIX_PROMISE_NAME: run.promiseName,
    KRATIX_PIPELINE_NAME: run.pipeline.metadata.name,
    KRATIX_OBJECT_KIND: ownerType.kind,
    KRATIX_OBJECT_GROUP: ownerType.group,
    KRATIX_OBJECT_VERSION: ownerType.version,
    KRATIX_OBJECT_NAME: owner.metadata.name,
    KRATIX_OBJECT_NAMESPACE: owner.metadata.namespace ?? '',
    KRATIX_CRD_PLURAL: ownerType.plural,
    KRATIX_CLUSTER_SCOPED: String(!ownerType.namespaced),
  };
  return Object.entries(values).map(([name, value]) => ({ name, value }));
}

function adapter(
  name: string,
  args: string[],
  more: { env: JsonObject[]; volumeMounts: JsonObject[] },
): JsonObject {
  return {
    name,
    image: adapterImage,
    command: ['/bin/pipeline-adapter'],
    args,
    ...more,
    resources,
    securityContext: adapterSecurity,
  };
}

function reader(run: PipelineRun) {
  return adapter('reader', ['reader'], {
    env: environment(run),
    volumeMounts: [mounts.input, mounts.output],
  });
}

function userContainer(
  run: PipelineRun,
  container: Pipeline['spec']['containers'][number],
): JsonObject {
  const { env = [], volumeMounts = [], ...rest } = container;
  return {
    resources,
    ...(rest as JsonObject),
    env: [...environment(run), ...(env as Json[])],
    volumeMounts: [
      { ...mounts.input, readOnly: true },
      mounts.output,
      mounts.metadata,
      ...(volumeMounts as Json[]),
    ],
  };
}

function workWriter(run: PipelineRun) {
  const annotation = (name: string) => ({
    fieldRef: {
      apiVersion: 'v1',
      fieldPath: `metadata.annotations['kratix.io/${name}']`,
    },
  });
  const directory = '/work-creator-files';
  const args = [
    ...['work-creator', '--input-directory', directory],
    ...['--promise-name', run.promiseName],
    ...['--pipeline-name', run.pipeline.metadata.name],
    ...['--namespace', run.namespace],
    ...['--workflow-type', run.type],
  ];
  if (run.type === 'resource') {
    args.push('--resource-name', run.owner.metadata.name);
  }
  return adapter('work-writer', args, {
    env: [
      { name: 'KRATIX_TRACE_PARENT', valueFrom: annotation('trace-parent') },
      { name: 'KRATIX_TRACE_STATE', valueFrom: annotation('trace-state') },
    ],
    volumeMounts: [
      { ...mounts.output, mountPath: `${directory}/input` },
      { ...mounts.metadata, mountPath: `${directory}/metadata` },
      { name: 'promise-scheduling', mountPath: `${directory}/kratix-system` },
    ],
  });
}

function statusWriter(run: PipelineRun) {
  return adapter('status-writer', ['update-status'], {
    env: [
      ...(run.isLast ? [{ name: 'IS_LAST_PIPELINE', value: 'true' }] : []),
      ...environment(run),
    ],
    volumeMounts: [
      { ...mounts.metadata, mountPath: '/work-creator-files/metadata' },
    ],
  });
}

function podSpec(run: PipelineRun): JsonObject {
  const { pipeline } = run;
  const emptyDir = (name: string) => ({ name, emptyDir: {} });
  return {
    serviceAccountName: serviceAccountName(run),
    restartPolicy: 'OnFailure',
    volumes: [
      {
        name: 'promise-scheduling',
        configMap: {
          name: destinationSelectorsName(run.promiseName),
          items: [{ key: 'destinationSelectors', path: 'promise-scheduling' }],
        },
      },
      emptyDir('shared-input'),
      emptyDir('shared-output'),
      emptyDir('shared-metadata'),
      ...((pipeline.spec.volumes ?? []) as Json[]),
    ],
    initContainers: [
      reader(run),
      ...pipeline.spec.containers.map(container =>
        userContainer(run, container),
      ),
      ...(run.action === 'configure' ? [workWriter(run)] : []),
    ],
    containers: [statusWriter(run)],
  };
}

/** The labels by which the Jobs of one object are found. */
export function jobSelector(run: {
  type: WorkflowType;
  promiseName: string;
  owner: KubernetesObject;
}): Record<string, string> {
  return {
    [labelNames.promise]: run.promiseName,
    [labelNames.workflowType]: run.type,
    ...(run.type === 'resource'
      ? { [labelNames.resource]: run.owner.metadata.name }
      : {}),
  };
}

function jobLabels(run: PipelineRun): Record<string, string> {
  const { owner } = run;
  const elsewhere =
    run.type === 'resource' && run.namespace !== owner.metadata.namespace;
  return {
    ...run.pipeline.metadata.labels,
    ...jobSelector(run),
    [labelNames.managedBy]: 'Kratix',
    [labelNames.pipeline]: run.pipeline.metadata.name,
    [labelNames.workflowAction]: run.action,
    [labelNames.hash]: run.hash,
    ...(elsewhere
      ? { [labelNames.resourceNamespace]: owner.metadata.namespace ?? '' }
      : {}),
  };
}

/** The Job that runs a pipeline. `suffix` makes its name unique. */
export function pipelineJob(
  run: PipelineRun,
  suffix: string,
): KubernetesObject {
  const { owner, ownerType, pipeline } = run;
  const labels = jobLabels(run);
  const isPromise = run.type === 'promise';
  // An owner in another namespace would be taken for a missing one, and the Job collected as garbage.
  const ownable = isPromise || owner.metadata.namespace === run.namespace;
  const job: KubernetesObject & { spec: JsonObject } = {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      name: nameWithSuffix(
        isPromise
          ? ['kratix', run.promiseName, pipeline.metadata.name]
          : [
              'kratix',
              run.promiseName,
              owner.metadata.name,
              pipeline.metadata.name,
            ],
        suffix,
      ),
      namespace: run.namespace,
      labels,
      annotations: {
        'kratix.io/job-resource-api-version': apiVersionOf(ownerType),
        'kratix.io/job-resource-kind': ownerType.kind,
        'kratix.io/job-resource-name': owner.metadata.name,
        'kratix.io/job-resource-namespace': owner.metadata.namespace ?? '',
      },
      ownerReferences: ownable
        ? [
            {
              apiVersion: apiVersionOf(ownerType),
              kind: ownerType.kind,
              name: owner.metadata.name,
              uid: owner.metadata.uid ?? '',
              ...(isPromise
                ? { controller: true, blockOwnerDeletion: true }
                : {}),
            },
          ]
        : [],
    },
    spec: {
      backoffLimit: pipeline.spec.jobOptions?.backoffLimit,
      template: {
        metadata: { labels, annotations: podAnnotations(pipeline) },
        spec: podSpec(run),
      },
    },
  };
  return job;
}

/** The stand-in's node reads from these what the pipeline is to write. */
function podAnnotations(pipeline: Pipeline): Record<string, string> {
  return Object.fromEntries(
    [demoNames.status, demoNames.output].flatMap(name => {
      const value = pipeline.metadata.annotations?.[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

export function destinationSelectorsName(promiseName: string) {
  return `destination-selectors-${promiseName}`.slice(0, 253);
}

export function serviceAccountName(run: PipelineRun) {
  return (
    run.pipeline.spec.rbac?.serviceAccount ??
    [run.promiseName, run.type, run.action, run.pipeline.metadata.name].join(
      '-',
    )
  );
}

/** Where the pipelines of a Promise run, unless it names a namespace. */
export function pipelineNamespace(
  configured: string | undefined,
  owner: KubernetesObject,
) {
  return configured || (owner.metadata.namespace ?? systemNamespace);
}
