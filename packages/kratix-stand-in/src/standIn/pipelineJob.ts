import { stringify } from 'yaml';
import {
  apiVersionOf,
  JsonObject,
  KubernetesObject,
  objectOf,
} from '../kubernetes/objects';
import { resourceTypes } from '../kubernetes/resourceTypes';
import { Write } from './Controller';
import {
  demoNames,
  labelNames,
  nameWithSuffix,
  randomSuffix,
  systemNamespace,
} from './kratixNames';
import { PromiseSpec } from './kratixObjects';
import { pipelineAccounts } from './pipelineAccounts';
import { PipelineRun } from './PipelineRun';

/** The image of Kratix's own program in the pods of pipelines. The stand-in does not pull it. */
const adapterImage = 'kratix/pipeline-adapter:dev';
const fieldManager = 'kratix-stand-in';

/** The environment variables by which Kratix tells a pipeline about its object. */
function environment(run: PipelineRun): JsonObject[] {
  const { owner, ownerType, pipeline } = run;
  return Object.entries({
    KRATIX_WORKFLOW_ACTION: run.action,
    KRATIX_WORKFLOW_TYPE: run.type,
    KRATIX_PROMISE_NAME: run.promiseName,
    KRATIX_PIPELINE_NAME: pipeline.metadata.name,
    KRATIX_OBJECT_KIND: ownerType.kind,
    KRATIX_OBJECT_GROUP: ownerType.group,
    KRATIX_OBJECT_VERSION: ownerType.version,
    KRATIX_OBJECT_NAME: owner.metadata.name,
    KRATIX_OBJECT_NAMESPACE: owner.metadata.namespace ?? '',
    KRATIX_CRD_PLURAL: ownerType.plural,
    KRATIX_CLUSTER_SCOPED: String(!ownerType.namespaced),
  }).map(([name, value]) => ({ name, value }));
}

/** The containers of a pipeline's pod. Volumes and mounts are left out: no container runs. */
function podSpec(run: PipelineRun, serviceAccountName: string): JsonObject {
  const env = environment(run);
  const adapter = (name: string): JsonObject => ({
    name,
    image: adapterImage,
    command: ['/bin/pipeline-adapter'],
    args: [name],
    env,
  });
  return {
    serviceAccountName,
    restartPolicy: 'OnFailure',
    initContainers: [
      adapter('reader'),
      ...run.pipeline.spec.containers.map(container => ({ ...container, env })),
      ...(run.action === 'configure' ? [adapter('work-writer')] : []),
    ],
    containers: [adapter('status-writer')],
  };
}

/** The labels of a pipeline's Job and pod. `resourceNamespace` is set if they are in another namespace than the resource request. */
function jobLabels(run: PipelineRun): Record<string, string> {
  const { owner, type, pipeline, namespace } = run;
  const isElsewhere = owner.metadata.namespace !== namespace;
  return {
    ...pipeline.metadata.labels,
    [labelNames.promise]: run.promiseName,
    [labelNames.workflowType]: type,
    ...(type === 'resource'
      ? { [labelNames.resource]: owner.metadata.name }
      : {}),
    [labelNames.managedBy]: 'Kratix',
    [labelNames.pipeline]: pipeline.metadata.name,
    [labelNames.workflowAction]: run.action,
    [labelNames.hash]: run.hash,
    ...(type === 'resource' && isElsewhere
      ? { [labelNames.resourceNamespace]: owner.metadata.namespace ?? '' }
      : {}),
  };
}

/** The part of the names of Jobs and Works that identifies the resource request. */
export function ownerNames(
  { name, namespace }: { name?: string; namespace?: string },
  runsIn: string | undefined,
): string[] {
  if (!name || !namespace) {
    return [];
  }
  return namespace === runsIn ? [name] : [name, namespace];
}

function pipelineJob(run: PipelineRun, serviceAccount: string) {
  const { owner, ownerType, pipeline, type, namespace } = run;
  const labels = jobLabels(run);
  const { name, namespace: ownerNamespace, uid = '' } = owner.metadata;
  const isPromise = type === 'promise';
  const apiVersion = apiVersionOf(ownerType);
  // Kubernetes treats an owner in another namespace as missing, and would delete the Job.
  const canBeOwned = isPromise || ownerNamespace === namespace;
  const control = isPromise
    ? { controller: true, blockOwnerDeletion: true }
    : {};
  const demo = Object.entries(pipeline.metadata.annotations ?? {}).filter(
    ([key]) => key === demoNames.status || key === demoNames.output,
  );
  return objectOf(
    resourceTypes.job,
    {
      name: nameWithSuffix(
        [
          ...['kratix', run.promiseName],
          ...ownerNames(owner.metadata, namespace),
          pipeline.metadata.name,
        ],
        randomSuffix(),
      ),
      namespace,
      labels,
      annotations: {
        'kratix.io/job-resource-api-version': apiVersion,
        'kratix.io/job-resource-kind': ownerType.kind,
        'kratix.io/job-resource-name': name,
        'kratix.io/job-resource-namespace': ownerNamespace ?? '',
        [demoNames.created]: String(Date.now()),
      },
      ownerReferences: canBeOwned
        ? [{ apiVersion, kind: ownerType.kind, name, uid, ...control }]
        : [],
    },
    {
      spec: {
        backoffLimit: pipeline.spec.jobOptions?.backoffLimit,
        template: {
          metadata: { labels, annotations: Object.fromEntries(demo) },
          spec: podSpec(run, serviceAccount),
        },
      },
    },
  );
}

/** Creates or updates the accounts of a pipeline, and creates its Job. */
export function startPipeline(run: PipelineRun, spec: PromiseSpec): Write[] {
  const { promiseName, type, action, pipeline } = run;
  const account =
    pipeline.spec.rbac?.serviceAccount ??
    [promiseName, type, action, pipeline.metadata.name].join('-');
  const selectors = (spec.destinationSelectors ?? []).map(
    ({ matchLabels }) => ({ matchlabels: matchLabels, source: 'promise' }),
  );
  return [
    ...pipelineAccounts(run, account, stringify(selectors)).map(
      (entry): Write =>
        api =>
          api.apply(entry.type, entry.object, fieldManager),
    ),
    api => api.create(resourceTypes.job, pipelineJob(run, account)),
  ];
}

/** The namespace in which the pipelines of a Promise run. */
export function pipelineNamespace(spec: PromiseSpec, owner: KubernetesObject) {
  const { pipelineNamespace: configured } = spec.workflows?.config ?? {};
  return configured || (owner.metadata.namespace ?? systemNamespace);
}
