import {
  cleanText,
  PipelineContainer,
  PipelinePod,
} from '@kratix-portal/plugin-ske-common';
import type { ContainerStatus, Pod } from './pipelineObjects';

// The containers that Kratix adds to a pipeline: api/v1alpha1/pipeline_factory.go
const KRATIX_CONTAINERS = new Set(['reader', 'work-writer', 'status-writer']);

/** Converts a Pod of a pipeline, with its containers in the order in which they run. The pipeline's own containers are init containers. */
export function toPipelinePod(pod: Pod): PipelinePod {
  const { metadata, spec, status } = pod;
  const states = new Map(
    [
      ...(status.initContainerStatuses ?? []),
      ...(status.containerStatuses ?? []),
    ].map(one => [one.name, one]),
  );
  const why = whyNotScheduled(pod);
  return {
    name: metadata.name,
    namespace: metadata.namespace,
    uid: metadata.uid,
    phase: status.phase ?? 'Unknown',
    createdAt: metadata.creationTimestamp,
    ...text('reason', status.reason ?? why?.reason),
    ...text('message', status.message ?? why?.message),
    deleting: metadata.deletionTimestamp !== undefined,
    containers: [
      ...(spec.initContainers ?? []),
      ...(spec.containers ?? []),
    ].map(({ name, image }) => toContainer(name, image, states.get(name))),
  };
}

function whyNotScheduled({ status }: Pod) {
  return status.conditions?.find(
    condition =>
      condition.type === 'PodScheduled' && condition.status === 'False',
  );
}

function toContainer(
  name: string,
  image: string | undefined,
  status: ContainerStatus | undefined,
): PipelineContainer {
  const { state = {}, lastState = {}, restartCount = 0 } = status ?? {};
  const { waiting, running, terminated } = state;
  // Between two attempts the container waits, and users want to know how the last attempt ended.
  const ended = terminated ?? lastState.terminated;
  return {
    name,
    role: KRATIX_CONTAINERS.has(name) ? 'kratix' : 'user',
    ...text('image', image),
    state: toState(state),
    ...text('reason', waiting?.reason ?? ended?.reason),
    ...text('message', waiting?.message ?? ended?.message),
    ...(ended && { exitCode: ended.exitCode }),
    restarts: restartCount,
    ...text('startedAt', running?.startedAt ?? ended?.startedAt),
    ...text('finishedAt', running ? undefined : ended?.finishedAt),
    hasLogs: running !== undefined || ended !== undefined,
  };
}

function toState({
  running,
  terminated,
}: NonNullable<ContainerStatus['state']>): PipelineContainer['state'] {
  if (running) {
    return 'running';
  }
  if (terminated) {
    return terminated.exitCode === 0 ? 'succeeded' : 'failed';
  }
  return 'waiting';
}

/** Returns an object with the field, or an empty one if the value is empty. */
export function text<Field extends string>(
  field: Field,
  value: string | undefined,
): { [field in Field]?: string } {
  return value
    ? ({ [field]: cleanText(value) } as { [field in Field]: string })
    : {};
}
