import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { stringify } from 'yaml';
import { hasCode } from '../kubernetes/KubernetesApi';
import { JsonObject, ResourceType } from '../kubernetes/objects';
import { resourceTypes } from '../kubernetes/resourceTypes';
import { timestamp, withConditions, workflowConditions } from './conditions';
import { demoNames, labelNames, md5, nameWithSuffix } from './kratixNames';
import {
  KratixPromise,
  PipelineStatus,
  ResourceRequest,
  Work,
  WorkloadGroup,
} from './kratixObjects';
import { Outcome, Pod } from './podStatus';
import { unlessChanged } from './RequestController';
import { StandInContext } from './StandInContext';
import { statusFromTemplate } from './statusTemplate';

/** What a container of a pipeline does when it runs: its outcome, or `later` when it has to wait. */
export type ContainerResult = Outcome | 'later';

/** The object that a pipeline runs for, as the environment of its containers names it. */
function ownerOf(pod: Pod): {
  type: ResourceType;
  namespace?: string;
  name: string;
} {
  const containers = [
    ...(pod.spec.initContainers ?? []),
    ...pod.spec.containers,
  ];
  const reader = containers.find(({ name }) => name === 'reader');
  const env = (name: string) =>
    reader?.env?.find(entry => entry.name === name)?.value ?? '';
  const namespace = env('KRATIX_OBJECT_NAMESPACE') || undefined;
  return {
    type: {
      group: env('KRATIX_OBJECT_GROUP'),
      version: env('KRATIX_OBJECT_VERSION'),
      plural: env('KRATIX_CRD_PLURAL'),
      kind: env('KRATIX_OBJECT_KIND'),
      namespaced: namespace !== undefined,
    },
    namespace,
    name: env('KRATIX_OBJECT_NAME'),
  };
}

function label(pod: Pod, name: string) {
  return pod.metadata.labels?.[name] ?? '';
}

/** Does what the container that runs now is there for. */
export async function runContainer(
  context: StandInContext,
  pod: Pod,
  container: string,
): Promise<ContainerResult> {
  const owner = ownerOf(pod);
  const found = await context.api.find<ResourceRequest>(owner.type, owner);
  // The request is gone, and its Job will be: there is nothing to do.
  if (!found) {
    return 'succeeded';
  }
  switch (container) {
    case 'reader':
      return 'succeeded';
    case 'work-writer':
      await writeWork(context, pod, found);
      return 'succeeded';
    case 'status-writer':
      return writeStatus(context, pod, found, owner.type);
    default:
      return shallFail(pod, found) ? 'failed' : 'succeeded';
  }
}

function shallFail(pod: Pod, owner: ResourceRequest) {
  const asked = owner.metadata.annotations?.[demoNames.fail];
  return asked === 'true' || asked === label(pod, labelNames.pipeline);
}

/** A file as a pipeline might write it: enough to look at, nothing to apply. */
function workloadGroups(
  pod: Pod,
  owner: ResourceRequest,
  promise: KratixPromise | undefined,
): WorkloadGroup[] {
  if (pod.metadata.annotations?.[demoNames.output] === 'none') {
    return [];
  }
  const name = owner.metadata.name;
  const file = stringify({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name: `${label(pod, labelNames.promise)}-${name}`,
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
          filepath: `${label(pod, labelNames.pipeline)}.yaml`,
          content: gzipSync(file).toString('base64'),
        },
      ],
      ...(selectors.length ? { destinationSelectors: selectors } : {}),
    },
  ];
}

async function writeWork(
  { api }: StandInContext,
  pod: Pod,
  owner: ResourceRequest,
) {
  const promiseName = label(pod, labelNames.promise);
  const resourceName = label(pod, labelNames.resource);
  const pipeline = label(pod, labelNames.pipeline);
  const namespace = pod.metadata.namespace;
  const labels: Record<string, string> = {
    [labelNames.promise]: promiseName,
    [labelNames.pipeline]: pipeline,
    [labelNames.workType]: label(pod, labelNames.workflowType),
    ...(resourceName ? { [labelNames.resource]: resourceName } : {}),
  };
  const promise = await api.find<KratixPromise>(resourceTypes.promise, {
    name: promiseName,
  });
  const groups = workloadGroups(pod, owner, promise);
  const spec: Work['spec'] = {
    promiseName,
    ...(resourceName ? { resourceName } : {}),
    lastExecutionTimestamp: timestamp(new Date()),
    ...(groups.length ? { workloadGroups: groups } : {}),
  };
  const { items } = await api.list<Work>(resourceTypes.work, {
    namespace,
    labels,
  });
  if (items.length) {
    const patch = unlessChanged(items[0], { spec });
    await api.patch(resourceTypes.work, items[0].metadata, patch);
    return;
  }
  const parts = [promiseName, resourceName, pipeline].filter(Boolean);
  await api.create<Work>(resourceTypes.work, {
    apiVersion: 'platform.kratix.io/v1alpha1',
    kind: 'Work',
    metadata: {
      name: nameWithSuffix(parts, randomBytes(3).toString('hex').slice(0, 5)),
      namespace,
      labels,
    },
    spec,
  });
}

/**
 * Writes what the pipeline has to say. It waits until the pipeline was reported as running: with Kratix that comes about a second earlier, but here
 * steps can be short.
 */
async function writeStatus(
  { api }: StandInContext,
  pod: Pod,
  owner: ResourceRequest,
  type: ResourceType,
): Promise<ContainerResult> {
  if (label(pod, labelNames.workflowAction) === 'delete') {
    return 'succeeded';
  }
  const pipelines: PipelineStatus[] =
    owner.status?.kratix?.workflows?.pipelines ?? [];
  const name = label(pod, labelNames.pipeline);
  const own = pipelines.find(pipeline => pipeline.name === name);
  if (own?.phase !== 'Running') {
    return 'later';
  }
  const isLast = pipelines.at(-1)?.name === name;
  const isPromise = type.kind === 'Promise';
  const written = isPromise ? {} : pipelineStatus(pod, owner);
  const defaultMessage = isPromise
    ? 'Promise configured'
    : 'Resource requested';
  const status = {
    ...written,
    ...(isLast
      ? {
          message: written.message ?? defaultMessage,
          conditions: withConditions(
            owner.status?.conditions,
            [workflowConditions.completed],
            new Date(),
          ),
        }
      : {}),
  };
  const patch = unlessChanged(owner, { status });
  try {
    await api.patch(type, owner.metadata, patch, 'status');
  } catch (error) {
    if (hasCode(error, 409)) {
      return 'later';
    }
    throw error;
  }
  return 'succeeded';
}

function pipelineStatus(pod: Pod, owner: ResourceRequest): JsonObject {
  const templates = [
    pod.metadata.annotations?.[demoNames.status],
    owner.metadata.annotations?.[demoNames.status],
  ];
  return Object.assign(
    {},
    ...templates.map(template =>
      template ? statusFromTemplate(template, owner) : {},
    ),
  );
}
