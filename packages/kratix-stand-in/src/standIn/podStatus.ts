import { KubernetesObject } from '../kubernetes/objects';
import { timestamp } from './kratixConditions';
import { md5 } from './kratixNames';

interface Container {
  name: string;
  image: string;
  env?: Array<{ name: string; value?: string }>;
}

/** v1.ContainerState. */
export interface ContainerState {
  waiting?: { reason: string; message?: string };
  running?: { startedAt: string };
  terminated?: {
    exitCode: number;
    reason: string;
    startedAt?: string;
    finishedAt?: string;
  };
}

export interface ContainerStatus {
  name: string;
  image: string;
  imageID: string;
  state: ContainerState;
  lastState: ContainerState;
  ready: boolean;
  started: boolean;
  restartCount: number;
}

export interface PodStatus {
  phase: 'Pending' | 'Running' | 'Succeeded' | 'Failed';
  startTime?: string;
  hostIP?: string;
  podIP?: string;
  initContainerStatuses?: ContainerStatus[];
  containerStatuses?: ContainerStatus[];
}

export interface Pod extends KubernetesObject {
  spec: {
    nodeName?: string;
    initContainers?: Container[];
    containers: Container[];
  };
  status?: PodStatus;
}

/** How a container ends. */
export type Outcome = 'succeeded' | 'failed';

export function statuses(status: PodStatus | undefined) {
  return [
    ...(status?.initContainerStatuses ?? []),
    ...(status?.containerStatuses ?? []),
  ];
}

export function runningContainer({ status }: Pod): string | undefined {
  return statuses(status).find(({ state }) => state.running)?.name;
}

/** Whether a container has failed and has not been started again. */
export function hasFailedContainer({ status }: Pod) {
  return statuses(status).some(({ state }) => state.terminated?.exitCode);
}

function waiting({ name, image }: Container): ContainerStatus {
  return {
    name,
    image,
    imageID: '',
    state: { waiting: { reason: 'PodInitializing' } },
    lastState: {},
    ready: false,
    started: false,
    restartCount: 0,
  };
}

/** A pod that a node has accepted: its containers wait. */
function startedStatus({ metadata, spec }: Pod, now: Date): PodStatus {
  const digest = Buffer.from(md5(metadata.uid ?? ''), 'hex');
  return {
    phase: 'Pending',
    startTime: timestamp(now),
    hostIP: '10.0.1.1',
    podIP: `10.0.${2 + (digest[0] % 200)}.${1 + (digest[1] % 250)}`,
    initContainerStatuses: (spec.initContainers ?? []).map(waiting),
    containerStatuses: spec.containers.map(waiting),
  };
}

function run(status: ContainerStatus, now: Date): ContainerStatus {
  const state = { running: { startedAt: timestamp(now) } };
  return { ...status, state, started: true };
}

function end(
  status: ContainerStatus,
  exitCode: number,
  reason: string,
  now: Date,
): ContainerStatus {
  const terminated = {
    exitCode,
    reason,
    startedAt: status.state.running?.startedAt,
    finishedAt: timestamp(now),
  };
  const ready = exitCode === 0;
  return { ...status, state: { terminated }, started: false, ready };
}

function backOff({ metadata }: Pod, status: ContainerStatus): ContainerStatus {
  const { name, namespace, uid } = metadata;
  const message = `back-off 10s restarting failed container=${status.name} pod=${name}_${namespace}(${uid})`;
  return {
    ...status,
    state: { waiting: { reason: 'CrashLoopBackOff', message } },
    lastState: status.state,
    restartCount: status.restartCount + 1,
  };
}

/** The next status that a kubelet reports of a pod with restartPolicy OnFailure; undefined after the last status. `outcome` says how the running container ends. */
export function nextPodStatus(
  pod: Pod,
  outcome: Outcome,
  now: Date,
): PodStatus | undefined {
  const { status } = pod;
  if (!status?.containerStatuses) {
    return startedStatus(pod, now);
  }
  const all = statuses(status);
  const index = all.findIndex(({ state }) => state.terminated?.exitCode !== 0);
  if (index < 0) {
    return undefined;
  }
  const current = all[index];
  if (current.state.running && outcome === 'succeeded') {
    all[index] = end(current, 0, 'Completed', now);
    if (all[index + 1]) {
      all[index + 1] = run(all[index + 1], now);
    }
  } else if (current.state.running) {
    all[index] = end(current, 1, 'Error', now);
  } else if (current.state.terminated) {
    all[index] = backOff(pod, current);
  } else {
    all[index] = run(current, now);
  }
  const initCount = status.initContainerStatuses?.length ?? 0;
  const main = all.slice(initCount);
  let phase: PodStatus['phase'] = 'Pending';
  if (main.every(({ state }) => state.terminated?.exitCode === 0)) {
    phase = 'Succeeded';
  } else if (main.some(({ state }) => !state.waiting)) {
    phase = 'Running';
  }
  const initContainerStatuses = all.slice(0, initCount);
  return { ...status, phase, initContainerStatuses, containerStatuses: main };
}

/** The status of a pod that is deleted before it has ended. */
export function killedStatus({ status }: Pod, now: Date): PodStatus {
  const kill = (container: ContainerStatus): ContainerStatus =>
    container.state.terminated
      ? container
      : end(container, 137, 'ContainerStatusUnknown', now);
  return {
    ...status,
    phase: 'Failed',
    initContainerStatuses: status?.initContainerStatuses?.map(kill),
    containerStatuses: status?.containerStatuses?.map(kill),
  };
}
