import { KubernetesObject } from '../kubernetes/objects';
import { timestamp } from './conditions';
import { md5 } from './kratixNames';

interface Container {
  name: string;
  image: string;
  env?: Array<{ name: string; value?: string }>;
}

interface ContainerState {
  waiting?: { reason: string; message?: string };
  running?: { startedAt: string };
  terminated?: {
    exitCode: number;
    reason: string;
    startedAt?: string;
    finishedAt?: string;
    containerID?: string;
  };
}

interface ContainerStatus {
  name: string;
  image: string;
  imageID: string;
  containerID?: string;
  state: ContainerState;
  lastState: ContainerState;
  ready: boolean;
  started: boolean;
  restartCount: number;
}

interface PodCondition {
  type: string;
  status: 'True' | 'False';
  reason?: string;
  message?: string;
  lastTransitionTime: string;
}

export interface PodStatus {
  phase: 'Pending' | 'Running' | 'Succeeded' | 'Failed';
  conditions?: PodCondition[];
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

/** How a container that ran has ended. */
export type Outcome = 'succeeded' | 'failed';

/** Which container runs now, if any. */
export function runningContainer(pod: Pod): string | undefined {
  return statuses(pod.status).find(({ state }) => state.running)?.name;
}

/** Whether a failed container waits to be started again. */
export function isBackingOff(status: PodStatus) {
  return statuses(status).some(
    ({ state }) => state.waiting?.reason === 'CrashLoopBackOff',
  );
}

function statuses(status: PodStatus | undefined) {
  return [
    ...(status?.initContainerStatuses ?? []),
    ...(status?.containerStatuses ?? []),
  ];
}

function waitingStatus({ name, image }: Container): ContainerStatus {
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

/** A pod that a node has just taken: its containers wait. */
export function startedStatus(pod: Pod, now: Date): PodStatus {
  return withPodConditions(
    pod,
    {
      phase: 'Pending',
      startTime: timestamp(now),
      hostIP: '10.0.1.1',
      podIP: podIp(pod),
      initContainerStatuses: (pod.spec.initContainers ?? []).map(waitingStatus),
      containerStatuses: pod.spec.containers.map(waitingStatus),
    },
    now,
  );
}

/** An address that is the same for the same pod. */
function podIp(pod: Pod) {
  const digest = Buffer.from(md5(pod.metadata.uid ?? ''), 'hex');
  return `10.0.${2 + (digest[0] % 200)}.${1 + (digest[1] % 250)}`;
}

function containerId(pod: Pod, status: ContainerStatus) {
  const seed = `${pod.metadata.uid}/${status.name}/${status.restartCount}`;
  return `containerd://${md5(seed)}${md5(`${seed}/`)}`;
}

function run(pod: Pod, status: ContainerStatus, now: Date): ContainerStatus {
  return {
    ...status,
    state: { running: { startedAt: timestamp(now) } },
    containerID: containerId(pod, status),
    started: true,
    ready: isMain(pod, status),
  };
}

function isMain(pod: Pod, { name }: ContainerStatus) {
  return pod.spec.containers.some(container => container.name === name);
}

function end(
  pod: Pod,
  status: ContainerStatus,
  outcome: Outcome,
  now: Date,
): ContainerStatus {
  const succeeded = outcome === 'succeeded';
  return {
    ...status,
    state: {
      terminated: {
        exitCode: succeeded ? 0 : 1,
        reason: succeeded ? 'Completed' : 'Error',
        startedAt: status.state.running?.startedAt,
        finishedAt: timestamp(now),
        containerID: status.containerID,
      },
    },
    started: false,
    ready: succeeded && !isMain(pod, status),
  };
}

function backOff(pod: Pod, status: ContainerStatus): ContainerStatus {
  const { name, namespace, uid } = pod.metadata;
  return {
    ...status,
    state: {
      waiting: {
        reason: 'CrashLoopBackOff',
        message: `back-off 10s restarting failed container=${status.name} pod=${name}_${namespace}(${uid})`,
      },
    },
    lastState: status.state,
    restartCount: status.restartCount + 1,
  };
}

/**
 * The next thing that a kubelet would report of a pod with restartPolicy OnFailure. `outcome` is how the running container ends, if one runs.
 * Undefined when there is no more to report.
 */
export function nextPodStatus(
  pod: Pod,
  outcome: Outcome,
  now: Date,
): PodStatus | undefined {
  const { status } = pod;
  if (!status?.initContainerStatuses && !status?.containerStatuses) {
    return startedStatus(pod, now);
  }
  const all = statuses(status);
  const index = all.findIndex(({ state }) => state.terminated?.exitCode !== 0);
  if (index < 0) {
    return undefined;
  }
  const current = all[index];
  const { running, terminated } = current.state;
  if (running) {
    all[index] = end(pod, current, outcome, now);
    const next = all[index + 1];
    if (outcome === 'succeeded' && next) {
      all[index + 1] = run(pod, next, now);
    }
  } else if (terminated) {
    all[index] = backOff(pod, current);
  } else {
    all[index] = run(pod, current, now);
  }
  return statusOf(pod, status, all, now);
}

function statusOf(
  pod: Pod,
  status: PodStatus,
  all: ContainerStatus[],
  now: Date,
): PodStatus {
  const inits = status.initContainerStatuses?.length ?? 0;
  const main = all.slice(inits);
  let phase: PodStatus['phase'] = 'Pending';
  if (main.every(({ state }) => state.terminated?.exitCode === 0)) {
    phase = 'Succeeded';
  } else if (main.some(({ state }) => !state.waiting)) {
    phase = 'Running';
  }
  return withPodConditions(
    pod,
    {
      ...status,
      phase,
      initContainerStatuses: all.slice(0, inits),
      containerStatuses: main,
    },
    now,
  );
}

/** What is reported of a pod that is deleted before it is done. */
export function killedStatus(pod: Pod, now: Date): PodStatus {
  const { status } = pod;
  const kill = (container: ContainerStatus): ContainerStatus =>
    container.state.terminated
      ? container
      : {
          ...container,
          started: false,
          ready: false,
          state: {
            terminated: {
              exitCode: 137,
              reason: 'ContainerStatusUnknown',
              finishedAt: timestamp(now),
            },
          },
        };
  return withPodConditions(
    pod,
    {
      ...status,
      phase: 'Failed',
      initContainerStatuses: status?.initContainerStatuses?.map(kill),
      containerStatuses: status?.containerStatuses?.map(kill),
    },
    now,
  );
}

function withPodConditions(pod: Pod, status: PodStatus, now: Date): PodStatus {
  const wanted = podConditions(status);
  const present = pod.status?.conditions ?? [];
  const since = ({ type, status: value }: { type: string; status: string }) =>
    present.find(old => old.type === type && old.status === value)
      ?.lastTransitionTime ?? timestamp(now);
  const others = present.filter(
    ({ type }) => !wanted.some(condition => condition.type === type),
  );
  return {
    ...status,
    conditions: [
      ...others,
      ...wanted.map(condition => ({
        ...condition,
        lastTransitionTime: since(condition),
      })),
    ],
  };
}

function podConditions(
  status: PodStatus,
): Array<Omit<PodCondition, 'lastTransitionTime'>> {
  const isOver = status.phase === 'Succeeded' || status.phase === 'Failed';
  const inits = status.initContainerStatuses ?? [];
  const incomplete = inits
    .filter(({ ready }) => !ready)
    .map(({ name }) => name);
  const main = status.containerStatuses ?? [];
  const unready = main.filter(({ ready }) => !ready).map(({ name }) => name);
  const condition = (type: string, missing: string[], problem: string) => ({
    type,
    status: missing.length ? ('False' as const) : ('True' as const),
    ...(missing.length && !isOver
      ? {
          reason: problem,
          message: `containers with ${
            problem === 'ContainersNotInitialized' ? 'incomplete' : 'unready'
          } status: [${missing.join(' ')}]`,
        }
      : {}),
    ...(isOver ? { reason: 'PodCompleted' } : {}),
  });
  return [
    {
      type: 'PodReadyToStartContainers',
      status: isOver ? 'False' : 'True',
    },
    condition('Initialized', incomplete, 'ContainersNotInitialized'),
    condition('Ready', unready, 'ContainersNotReady'),
    condition('ContainersReady', unready, 'ContainersNotReady'),
  ];
}
