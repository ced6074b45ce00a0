import { gzipSync } from 'node:zlib';
import { stringify } from 'yaml';
import { JsonObject, objectOf, ResourceType } from '../kubernetes/objects';
import { resourceTypes } from '../kubernetes/resourceTypes';
import {
  timestamp,
  withConditions,
  workflowConditions,
} from './kratixConditions';
import { patch, patchLabels, StandInContext } from './Controller';
import {
  demoNames,
  labelNames,
  md5,
  nameWithSuffix,
  randomSuffix,
} from './kratixNames';
import {
  KratixPromise,
  PipelineStatus,
  ResourceRequest,
  Work,
  WorkloadGroup,
} from './kratixObjects';
import { ownerNames } from './pipelineJob';
import { Outcome, Pod } from './podStatus';
import { statusFromTemplate } from './statusTemplate';

/** A pod of a pipeline and the Promise or resource request that it runs for. */
interface PipelinePod {
  pod: Pod;
  owner: ResourceRequest;
  type: ResourceType;
  /** The name of the pipeline. */
  name: string;
  isDelete: boolean;
}

/** Reads the owner from the environment variables of the containers. */
export function ownerOf({ spec }: Pod) {
  const reader = spec.initContainers?.find(({ name }) => name === 'reader');
  const env = (name: string) =>
    reader?.env?.find(entry => entry.name === name)?.value ?? '';
  const namespace = env('KRATIX_OBJECT_NAMESPACE') || undefined;
  const type: ResourceType = {
    group: env('KRATIX_OBJECT_GROUP'),
    version: env('KRATIX_OBJECT_VERSION'),
    plural: env('KRATIX_CRD_PLURAL'),
    kind: env('KRATIX_OBJECT_KIND'),
    namespaced: namespace !== undefined,
  };
  return { type, key: { namespace, name: env('KRATIX_OBJECT_NAME') } };
}

/** Acts in place of the running container. It returns `later` while the container is still running. */
export async function runContainer(
  context: StandInContext,
  pod: Pod,
  container: string,
): Promise<Outcome | 'later'> {
  const { type, key } = ownerOf(pod);
  const note = (lines: string[]) => context.notes.set(pod, container, lines);
  const owner = await context.api.find<ResourceRequest>(type, key);
  // The owner is gone, and its Job will be deleted.
  if (!owner) {
    note([`${type.kind} ${key.name} does not exist any more.`]);
    return 'succeeded';
  }
  const { labels = {} } = pod.metadata;
  const pipelinePod: PipelinePod = {
    pod,
    owner,
    type,
    name: labels[labelNames.pipeline],
    isDelete: labels[labelNames.workflowAction] === 'delete',
  };
  switch (container) {
    case 'reader':
      return 'succeeded';
    case 'work-writer':
      note(await writeWork(context, pipelinePod));
      return 'succeeded';
    case 'status-writer':
      return writeStatus(context, pipelinePod, note);
    default:
      if (isAsked(pipelinePod, demoNames.hold)) {
        return 'later';
      }
      return isAsked(pipelinePod, demoNames.fail) ? 'failed' : 'succeeded';
  }
}

function annotationOf({ owner }: PipelinePod, name: string) {
  return owner.metadata.annotations?.[name];
}

function isAsked(pipelinePod: PipelinePod, annotation: string) {
  const value = annotationOf(pipelinePod, annotation);
  return value === 'true' || value === pipelinePod.name;
}

/** A pipeline suspends its workflow once for each generation of its owner, or repeatedly while the annotation `retry-after` exists. */
function isSuspending(pipelinePod: PipelinePod) {
  const { metadata, status } = pipelinePod.owner;
  const { suspendedGeneration } = status?.kratix?.workflows ?? {};
  return (
    isAsked(pipelinePod, demoNames.suspend) &&
    (suspendedGeneration !== metadata.generation ||
      annotationOf(pipelinePod, demoNames.retryAfter) !== undefined)
  );
}

/** An example of a file that a pipeline could write, so that demos have one to show. */
function workloadGroups(
  { pod, owner, name }: PipelinePod,
  promise: KratixPromise | undefined,
): WorkloadGroup[] {
  if (pod.metadata.annotations?.[demoNames.output] === 'none') {
    return [];
  }
  const file = stringify({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name: `${pod.metadata.labels?.[labelNames.promise]}-${owner.metadata.name}`,
      namespace: owner.metadata.namespace ?? 'default',
    },
    data: { request: JSON.stringify(owner.spec ?? {}) },
  });
  const selectors = (promise?.spec?.destinationSelectors ?? []).map(
    ({ matchLabels }) => ({ matchLabels, source: 'promise' }),
  );
  return [
    {
      id: md5('.'),
      directory: '.',
      workloads: [
        {
          filepath: `${name}.yaml`,
          content: gzipSync(file).toString('base64'),
        },
      ],
      ...(selectors.length ? { destinationSelectors: selectors } : {}),
    },
  ];
}

/** The labels by which the Work of a pipeline is found. */
function workLabels({ pod, name }: PipelinePod) {
  const { labels: own = {} } = pod.metadata;
  const labels: Record<string, string> = {
    [labelNames.promise]: own[labelNames.promise],
    [labelNames.pipeline]: name,
    [labelNames.workType]: own[labelNames.workflowType],
  };
  for (const copied of [labelNames.resource, labelNames.resourceNamespace]) {
    if (own[copied]) {
      labels[copied] = own[copied];
    }
  }
  return labels;
}

async function findWork({ api }: StandInContext, pipelinePod: PipelinePod) {
  const { items } = await api.list<Work>(resourceTypes.work, {
    namespace: pipelinePod.pod.metadata.namespace,
    labels: workLabels(pipelinePod),
  });
  return items.at(0);
}

/** Writes the Work, and returns what the log says about it. */
async function writeWork(
  context: StandInContext,
  pipelinePod: PipelinePod,
): Promise<string[]> {
  if (isSuspending(pipelinePod)) {
    return ['The pipeline suspends its workflow, so it writes no Work.'];
  }
  const { api } = context;
  const { pod, owner, name } = pipelinePod;
  const { namespace } = pod.metadata;
  const labels = workLabels(pipelinePod);
  const promiseName = labels[labelNames.promise];
  const resourceName = labels[labelNames.resource];
  const promise = await api.find<KratixPromise>(resourceTypes.promise, {
    name: promiseName,
  });
  const groups = workloadGroups(pipelinePod, promise);
  const spec: Work['spec'] = {
    promiseName,
    ...(resourceName ? { resourceName } : {}),
    lastExecutionTimestamp: timestamp(new Date()),
    ...(groups.length ? { workloadGroups: groups } : {}),
  };
  const type = resourceTypes.work;
  const found = await findWork(context, pipelinePod);
  if (found) {
    await patch(type, found, { spec })(api);
    return describeWork(found.metadata.name, groups);
  }
  const parts = [promiseName, ...ownerNames(owner.metadata, namespace), name];
  const work = nameWithSuffix(parts, randomSuffix());
  await api.create(
    type,
    objectOf(type, { name: work, namespace, labels }, { spec }),
  );
  return describeWork(work, groups);
}

function describeWork(work: string, groups: WorkloadGroup[]): string[] {
  const files = groups.flatMap(({ workloads }) =>
    (workloads ?? []).map(
      ({ filepath }) => `Wrote file ${filepath} to Work ${work}.`,
    ),
  );
  return files.length ? files : [`Wrote Work ${work} without files.`];
}

function describeStatus(status: object): string[] {
  return Object.keys(status).length
    ? ['Wrote to the status:', ...stringify(status).trimEnd().split('\n')]
    : ['Wrote nothing to the status.'];
}

/** Waits until the status reports the pipeline as running, and then writes the results of the pipeline. */
async function writeStatus(
  context: StandInContext,
  pipelinePod: PipelinePod,
  note: (lines: string[]) => void,
): Promise<Outcome | 'later'> {
  const { api } = context;
  const { owner, type, name } = pipelinePod;
  const pipelines = owner.status?.kratix?.workflows?.pipelines ?? [];
  const own = pipelines.find(pipeline => pipeline.name === name);
  if (own?.phase !== 'Running') {
    return 'later';
  }
  const replace = (changed: PipelineStatus) =>
    pipelines.map(pipeline => (pipeline === own ? changed : pipeline));
  if (isSuspending(pipelinePod)) {
    const status = suspendedStatus(pipelinePod, own, replace);
    await patch(type, owner, { status }, 'status')(api);
    await patchLabels(type, owner, { [labelNames.suspended]: 'true' })(api);
    note(describeStatus(status));
    return 'succeeded';
  }
  // The scheduler may need longer than a step of the stand-in, so this waits for it.
  const work = await findWork(context, pipelinePod);
  if (work && !work.status?.conditions) {
    return 'later';
  }
  const { attempts, nextRetryAt, ...rest } = own;
  const isLast = pipelines.at(-1) === own;
  const isRetried = attempts !== undefined || nextRetryAt !== undefined;
  const workflows = {
    ...(isRetried ? { pipelines: replace(rest) } : {}),
    suspendedGeneration: null,
  };
  const status = {
    ...finalStatus(pipelinePod, isLast),
    ...(isLast ? { kratix: { workflows } } : {}),
  };
  if (Object.keys(status).length) {
    await patch(type, owner, { status }, 'status')(api);
  }
  note(describeStatus(status));
  return 'succeeded';
}

function suspendedStatus(
  pipelinePod: PipelinePod,
  own: PipelineStatus,
  replace: (changed: PipelineStatus) => PipelineStatus[],
) {
  const seconds = annotationOf(pipelinePod, demoNames.retryAfter);
  const message = annotationOf(pipelinePod, demoNames.suspendMessage);
  const now = Date.now();
  const retry = seconds && {
    attempts: (own.attempts ?? 0) + 1,
    nextRetryAt: timestamp(new Date(now + Number(seconds) * 1000)),
  };
  const pipelines = replace({
    ...own,
    phase: 'Suspended',
    ...(message ? { message } : {}),
    ...(retry || {}),
    lastTransitionTime: timestamp(new Date(now)),
  });
  const suspendedGeneration = pipelinePod.owner.metadata.generation;
  return { kratix: { workflows: { pipelines, suspendedGeneration } } };
}

/** Returns the status fields of the pipeline, and the final condition after the last pipeline. */
function finalStatus(pipelinePod: PipelinePod, isLast: boolean): object {
  const { pod, owner, type, isDelete } = pipelinePod;
  if (isDelete) {
    return {};
  }
  const isPromise = type.kind === resourceTypes.promise.kind;
  const templates = isPromise
    ? []
    : [
        pod.metadata.annotations?.[demoNames.status],
        annotationOf(pipelinePod, demoNames.status),
      ];
  const written: JsonObject = Object.assign(
    {},
    ...templates.map(template =>
      template ? statusFromTemplate(template, owner) : {},
    ),
  );
  const message = isPromise ? 'Promise configured' : 'Resource requested';
  const { completed } = workflowConditions;
  const conditions = withConditions(owner.status, [completed], new Date());
  return isLast
    ? {
        message,
        ...written,
        conditions,
      }
    : written;
}
