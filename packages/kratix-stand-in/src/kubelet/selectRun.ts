import {
  ContainerState,
  ContainerStatus,
  Pod,
  statuses,
} from '../standIn/podStatus';

/** One run of a container. A container that fails is restarted, and so has several runs. */
export interface ContainerRun {
  /** The number of earlier runs of the container. */
  attempt: number;
  startedAt: string;
  /** Unset while the container runs. */
  terminated?: { exitCode: number; finishedAt: string };
}

/** The error for a log that does not exist. Its status code and its message are those of the kubelet. */
export class LogError extends Error {
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.name = 'LogError';
    this.code = code;
  }
}

function runOf(
  { running, terminated }: ContainerState,
  attempt: number,
): ContainerRun | undefined {
  if (running) {
    return { attempt, startedAt: running.startedAt };
  }
  if (!terminated?.startedAt) {
    return undefined;
  }
  const { exitCode, startedAt, finishedAt = startedAt } = terminated;
  return { attempt, startedAt, terminated: { exitCode, finishedAt } };
}

function lastRunOf({ lastState, restartCount }: ContainerStatus) {
  return runOf(lastState, restartCount - 1);
}

function statusOf(pod: Pod, container: string) {
  return statuses(pod.status).find(({ name }) => name === container);
}

/**
 * Selects the run whose log was requested, like validateContainerLogStatus of k8s.io/kubernetes/pkg/kubelet/kubelet.go.
 *
 * @throws LogError when the run does not exist
 */
export function selectRun(
  pod: Pod,
  container: string,
  previous: boolean,
): ContainerRun {
  const { spec, metadata } = pod;
  const containers = [...(spec.initContainers ?? []), ...spec.containers];
  const where = `container "${container}" in pod "${metadata.name}"`;
  if (!containers.some(({ name }) => name === container)) {
    throw new LogError(
      404,
      `container "${container}" not found in pod "${metadata.name}"`,
    );
  }
  const status = statusOf(pod, container);
  const last = status && lastRunOf(status);
  if (previous) {
    if (!last) {
      throw new LogError(400, `previous terminated ${where} not found`);
    }
    return last;
  }
  const run = status && (runOf(status.state, status.restartCount) ?? last);
  if (run) {
    return run;
  }
  if (status?.state.terminated) {
    throw new LogError(400, `${where} is terminated`);
  }
  const reason = status?.state.waiting?.reason ?? 'ContainerCreating';
  throw new LogError(400, `${where} is waiting to start: ${reason}`);
}

/** The present state of a run; undefined when the pod has no record of it any more. */
export function findRun(
  pod: Pod,
  container: string,
  attempt: number,
): ContainerRun | undefined {
  const status = statusOf(pod, container);
  return status
    ? [runOf(status.state, status.restartCount), lastRunOf(status)].find(
        run => run?.attempt === attempt,
      )
    : undefined;
}
