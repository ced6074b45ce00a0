import type { PipelineContainer, PipelinePod, PipelineRun } from '../api';
import { findCondition, type Condition } from './conditions';
import { isInTrouble } from './runState';
import type { ObservedObject } from './StateWithReason';
import { readWorkflow, type WorkflowPipeline } from './workflow';

/**
 * The chain from what a person sees to what has gone wrong: the condition of the request, the pipeline of its workflow, the Job, and the
 * container. Each link is absent where the object does not have it or the person may not read it.
 *
 * @public
 */
export interface CauseChain {
  /** The condition that reports the trouble, such as `Reconciled`. */
  condition?: { type: string; reason?: string; message?: string };
  /** The pipeline of the workflow that failed, is suspended or is running. */
  pipeline?: WorkflowPipeline & { index: number; total: number };
  /** The run of that pipeline. */
  run?: PipelineRun;
  /** The container that failed or waits, with its Pod. */
  container?: ContainerCause;
}

/**
 * A container that has failed or that cannot start.
 *
 * @public
 */
export interface ContainerCause {
  /** `metadata.name` of the Pod. */
  pod: string;
  /** The namespace of the Pod. */
  namespace: string;
  /** Its name in the Pod. */
  name: string;
  /** `user`: from the Promise's pipeline. `kratix`: added by Kratix. */
  role: PipelineContainer['role'];
  /** The reason that Kubernetes gives, such as `CrashLoopBackOff` or `OOMKilled`. */
  reason?: string;
  /** A text for people, cleaned. */
  message?: string;
  /** The exit code of its last run that ended. */
  exitCode?: number;
  /** Which attempt it is, from 1: restarts of the container and failed Pods of the Job count. */
  attempt: number;
  /** Whether there can be logs. */
  hasLogs: boolean;
}

/** The conditions that report trouble, the one that explains most first. */
const CONDITIONS = [
  'DeleteWorkflowCompleted',
  'ConfigureWorkflowCompleted',
  'WorksSucceeded',
  'PromiseAvailable',
  'RequirementsFulfilled',
  'Available',
  'Reconciled',
];

/**
 * Finds the deepest cause of the state of a request or a Promise. It is pure: the page gives it the object and the runs that it has.
 *
 * @param options - `request`: the request or the Promise. `runs`: its pipeline runs, the latest first.
 * @public
 */
export function findDeepestCause(options: {
  request: ObservedObject;
  runs?: readonly PipelineRun[];
}): CauseChain {
  const { request, runs = [] } = options;
  const { status, metadata } = request;
  const condition = findTrouble(
    status,
    metadata.deletionTimestamp !== undefined,
  );
  const workflow = readWorkflow(status);
  const action = metadata.deletionTimestamp ? 'delete' : 'configure';
  const { current } = workflow;
  const run = findRun(runs, action, current?.name);
  const container = run && findContainer(run);
  return {
    ...(condition && {
      condition: {
        type: condition.type,
        ...(condition.reason !== undefined && { reason: condition.reason }),
        ...(condition.message !== undefined && { message: condition.message }),
      },
    }),
    ...(current && { pipeline: { ...current, total: workflow.total } }),
    ...(run && { run }),
    ...(container && { container }),
  };
}

function findTrouble(
  status: unknown,
  isDeleting: boolean,
): Condition | undefined {
  return CONDITIONS.filter(
    type => isDeleting === (type === 'DeleteWorkflowCompleted'),
  )
    .map(type => findCondition(status, type))
    .find(each => each !== undefined && each.status !== 'True');
}

/** The latest run of the current pipeline. A run that has succeeded, or that a newer one replaced, is not the cause of anything. */
function findRun(
  runs: readonly PipelineRun[],
  action: string,
  pipeline: string | undefined,
): PipelineRun | undefined {
  const latest = runs.find(
    run =>
      run.action === action &&
      (pipeline === undefined || run.pipeline === pipeline),
  );
  return latest?.state === 'succeeded' || latest?.state === 'superseded'
    ? undefined
    : latest;
}

function findContainer(run: PipelineRun): ContainerCause | undefined {
  for (const pod of [...run.pods].reverse()) {
    const container = pod.containers.find(isInTrouble);
    if (container) {
      return toCause(run, pod, container);
    }
  }
  return undefined;
}

function toCause(
  run: PipelineRun,
  pod: PipelinePod,
  container: PipelineContainer,
): ContainerCause {
  const { name, role, reason, message, exitCode, restarts, hasLogs } =
    container;
  // A Pod that has ended is counted as failed already.
  const earlierPods = Math.max(
    0,
    pod.phase === 'Failed' ? run.failedPods - 1 : run.failedPods,
  );
  return {
    pod: pod.name,
    namespace: pod.namespace,
    name,
    role,
    ...(reason !== undefined && { reason }),
    ...(message !== undefined && { message }),
    ...(exitCode !== undefined && { exitCode }),
    attempt: earlierPods + restarts + 1,
    hasLogs,
  };
}
