import type { PipelineContainer, PipelineRun } from '../api';
import { findCondition, type Condition } from './parts/conditions';
import { DELETE_WORKFLOWS } from './deletionSteps';
import {
  describeTrouble,
  findTroubledContainer,
  type TroubledContainer,
} from './containerTrouble';
import type { ReasonPart } from './parts/sentences';
import type { ObservedObject } from './parts/StateWithReason';
import { readWorkflow, type WorkflowPipeline } from './parts/workflow';

/**
 * The chain from the state that a user sees to its cause: the condition of the request, the pipeline of its workflow, the Job, and the container. A link
 * of the chain is absent if the object does not have it or the user may not read it.
 *
 * @public
 */
export interface CauseChain {
  /** The condition that reports the problem, such as `Reconciled`. */
  condition?: { type: string; reason?: string; message?: string };
  /** The pipeline of the workflow that failed, is suspended or is running. */
  pipeline?: WorkflowPipeline & { index: number; total: number };
  /** The run of that pipeline. */
  run?: PipelineRun;
  /** The container that failed or waits, with its Pod. */
  container?: ContainerCause;
  /** Sentences about the deepest cause: the container, the Pod, or that the Pod is gone. Empty if the runs show no cause. */
  parts: ReasonPart[];
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
  /** `running`: an earlier attempt has failed, and its log is the previous log of the container. */
  state: PipelineContainer['state'];
  /** The reason that Kubernetes gives, such as `CrashLoopBackOff` or `OOMKilled`. */
  reason?: string;
  /** A text for users, cleaned. */
  message?: string;
  /** The exit code of the last run of the container that ended. */
  exitCode?: number;
  /** RFC 3339. When the last run of the container ended; absent while the container runs. */
  finishedAt?: string;
  /** The number of the attempt, from 1: restarts of the container and failed Pods of the Job count. */
  attempt: number;
  /** Whether there can be logs. */
  hasLogs: boolean;
}

/**
 * The conditions that can report a problem. The condition that explains most comes first. While a workflow is suspended or paused, the other conditions are out of date.
 */
const CONDITIONS = [
  'ConfigureWorkflowCompleted',
  'WorksSucceeded',
  'PromiseAvailable',
  'RequirementsFulfilled',
  'Available',
  'Reconciled',
];
const HELD_REASONS = ['WorkflowSuspended', 'PausedReconciliation'];

/**
 * Finds the deepest cause of the state of a request or a Promise. The function is pure: the page passes the object and the runs that the page has read.
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
  if (isPastDeletePipeline(request)) {
    return { parts: [] };
  }
  const condition = findTrouble(
    status,
    metadata.deletionTimestamp !== undefined,
  );
  const workflow = readWorkflow(status);
  const { current } = workflow;
  const run = findCurrentRun(request, runs);
  const container = run && findTroubledContainer(run);
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
    ...(container && { container: toCause(container) }),
    parts: run ? describeTrouble(run) : [],
  };
}

function findTrouble(
  status: unknown,
  isDeleting: boolean,
): Condition | undefined {
  if (isDeleting) {
    return findCondition(status, 'DeleteWorkflowCompleted');
  }
  const reconciled = findCondition(status, 'Reconciled');
  return HELD_REASONS.includes(reconciled?.reason ?? '')
    ? reconciled
    : CONDITIONS.map(type => findCondition(status, type)).find(
        each => each !== undefined && each.status !== 'True',
      );
}

/** Whether the delete pipeline has succeeded, so that the deletion is at a later step. The condition about that pipeline stays on the object, and the failed runs of the pipeline stay in the cluster. */
function isPastDeletePipeline({ metadata }: ObservedObject): boolean {
  return (
    metadata.deletionTimestamp !== undefined &&
    metadata.finalizers !== undefined &&
    metadata.finalizers?.includes(DELETE_WORKFLOWS) !== true
  );
}

/**
 * Finds the latest run of the pipeline that matters now. A run that has succeeded, or that was replaced by a newer run, is not the cause of a problem.
 *
 * @param runs - the latest first
 */
export function findCurrentRun(
  { metadata, status }: ObservedObject,
  runs: readonly PipelineRun[],
): PipelineRun | undefined {
  if (isPastDeletePipeline({ metadata })) {
    return undefined;
  }
  const action = metadata.deletionTimestamp ? 'delete' : 'configure';
  const { current } = readWorkflow(status);
  const latest = runs.find(
    run =>
      run.action === action &&
      (current === undefined || run.pipeline === current.name),
  );
  return latest?.state === 'succeeded' || latest?.state === 'superseded'
    ? undefined
    : latest;
}

function toCause({
  pod,
  container,
  attempt,
}: TroubledContainer): ContainerCause {
  const { name, role, state, hasLogs } = container;
  const { reason, message, exitCode, finishedAt } = container;
  return {
    pod: pod.name,
    namespace: pod.namespace,
    name,
    role,
    state,
    ...(reason !== undefined && { reason }),
    ...(message !== undefined && { message }),
    ...(exitCode !== undefined && { exitCode }),
    ...(finishedAt !== undefined && { finishedAt }),
    attempt,
    hasLogs,
  };
}
