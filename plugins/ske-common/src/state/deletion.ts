import { kratixLabels } from '../annotations';
import type { PipelineRun } from '../api';
import { oneLine } from '../errors';
import { findCondition } from './parts/conditions';
import { readSteps, type DeletionStep } from './deletionSteps';
import { isLabelSet } from './parts/isLabelSet';
import {
  sentence,
  type ReasonPart,
  type SentenceCode,
} from './parts/sentences';
import type {
  NextStep,
  ObservedObject,
  StateTone,
} from './parts/StateWithReason';
import { describeSuspension, readPipelines } from './parts/workflow';

/**
 * Why a deletion does not continue.
 *
 * @public
 */
export type DeletionBlock =
  | 'paused'
  | 'promise-paused'
  | 'delete-pipeline-suspended'
  | 'delete-pipeline-failed'
  | 'foreign-finalizer';

/**
 * How far the deletion of a request or a Promise is.
 *
 * @public
 */
export interface Deletion {
  /** RFC 3339. */
  since: string;
  /** The steps in the order in which Kratix takes them. The finalizers of other controllers come last. */
  steps: DeletionStep[];
  /** Why the deletion does not continue; absent while it continues. */
  blockedBy?: DeletionBlock;
  /** What the state of the deletion means for the user. */
  tone: StateTone;
  /** The sentences of the reason for this state. */
  parts: ReasonPart[];
  /** What the user can do. */
  next: NextStep;
}

/**
 * What is known about an object that is being deleted, in addition to the object itself.
 *
 * @public
 */
export interface DeletionOptions {
  /** Whether the object is a Promise, which has other finalizers than a request. */
  isPromise?: boolean;
  /** For a request: whether its Promise has the label `kratix.io/paused`. */
  isPromisePaused?: boolean;
  /** The pipeline runs, the latest first. They show whether a failed delete pipeline is running again; Kratix does not report this. */
  runs?: readonly PipelineRun[];
}

/**
 * Reads how far a deletion is; undefined if the object is not being deleted.
 *
 * @public
 */
export function readDeletion(
  object: ObservedObject,
  options: DeletionOptions = {},
): Deletion | undefined {
  const since = object.metadata.deletionTimestamp;
  if (since === undefined) {
    return undefined;
  }
  const steps = readSteps(object, options.isPromise ?? false);
  return {
    since,
    steps,
    ...(readBlock(object, options, steps) ??
      describeProgress(object, steps, options.runs)),
  };
}

type Report = Pick<Deletion, 'blockedBy' | 'tone' | 'parts' | 'next'>;

function readBlock(
  object: ObservedObject,
  { isPromisePaused, runs }: DeletionOptions,
  steps: readonly DeletionStep[],
): Report | undefined {
  const { metadata, status } = object;
  const now = steps.find(({ state }) => state === 'now');
  if (now?.code === 'foreign-finalizer') {
    return {
      blockedBy: 'foreign-finalizer',
      tone: 'attention',
      parts: [
        sentence('deletion-foreign-finalizer', {
          finalizer: oneLine(now.finalizer),
        }),
      ],
      next: 'check-finalizer',
    };
  }
  if (isLabelSet(metadata.labels, kratixLabels.paused)) {
    return {
      blockedBy: 'paused',
      tone: 'attention',
      parts: [sentence('deletion-paused', { label: kratixLabels.paused })],
      next: 'resume',
    };
  }
  if (isLabelSet(metadata.labels, kratixLabels.workflowSuspended)) {
    const { parts, isRetried } = describeSuspension(status);
    return {
      blockedBy: 'delete-pipeline-suspended',
      tone: 'attention',
      parts,
      next: isRetried ? 'wait' : 'resume',
    };
  }
  if (isPromisePaused) {
    return {
      blockedBy: 'promise-paused',
      tone: 'attention',
      parts: [sentence('deletion-paused-by-promise')],
      next: 'resume-promise',
    };
  }
  return now?.code === 'delete-workflows' &&
    findCondition(status, 'DeleteWorkflowCompleted')?.reason ===
      'DeleteWorkflowFailed' &&
    latestDeletion(runs)?.state !== 'succeeded'
    ? describeFailedDeletion(status, runs)
    : undefined;
}

/** After a failure of the delete pipeline, Kratix keeps the condition and the phase `Running`, both during a retry and after the retry has succeeded. */
function describeFailedDeletion(
  status: unknown,
  runs: readonly PipelineRun[] | undefined,
): Report {
  const [pipeline] = readPipelines(status);
  const name = pipeline && { pipeline: oneLine(pipeline.name) };
  const latest = latestDeletion(runs);
  if (latest && isRunningAgain(latest, status)) {
    return {
      tone: 'progress',
      parts: [sentence('delete-pipeline-runs-again')],
      next: 'wait',
    };
  }
  if (latest === undefined && isStartedAgain(status)) {
    return {
      blockedBy: 'delete-pipeline-failed',
      tone: 'attention',
      parts: [
        name
          ? sentence('delete-pipeline-named-retried', name)
          : sentence('delete-pipeline-retried'),
      ],
      next: 'fix-pipeline',
    };
  }
  return {
    blockedBy: 'delete-pipeline-failed',
    tone: 'negative',
    parts: [
      name
        ? sentence('delete-pipeline-named-failed', name)
        : sentence('delete-pipeline-failed'),
      sentence('label-starts-it-again', {
        label: kratixLabels.manualReconciliation,
      }),
    ],
    next: 'fix-pipeline',
  };
}

/** Kratix starts the delete pipeline only when the last run before the deletion has ended. */
function unfinishedRun(
  runs: readonly PipelineRun[] | undefined,
): PipelineRun | undefined {
  return latestDeletion(runs)
    ? undefined
    : runs?.find(({ state }) => state === 'pending' || state === 'running');
}

function latestDeletion(
  runs: readonly PipelineRun[] | undefined,
): PipelineRun | undefined {
  return runs?.find(({ action }) => action === 'delete');
}

/** When the status says that the pipeline was started again, the new Job does not exist yet for a moment. */
function isRunningAgain(
  { state, finishedAt }: PipelineRun,
  status: unknown,
): boolean {
  const [pipeline] = readPipelines(status);
  const startedAt = pipeline?.lastTransitionTime;
  return (
    state === 'pending' ||
    state === 'running' ||
    (!!startedAt && !!finishedAt && startedAt > finishedAt)
  );
}

function isStartedAgain(status: unknown): boolean {
  const [pipeline] = readPipelines(status);
  const startedAt = pipeline?.lastTransitionTime;
  const failedAt = findCondition(
    status,
    'DeleteWorkflowCompleted',
  )?.lastTransitionTime;
  return !!startedAt && !!failedAt && startedAt > failedAt;
}

function describeProgress(
  { metadata }: ObservedObject,
  steps: readonly DeletionStep[],
  runs: readonly PipelineRun[] | undefined,
): Report {
  const now = steps.find(({ state }) => state === 'now');
  const earlier = now?.code === 'delete-workflows' && unfinishedRun(runs);
  if (earlier) {
    return {
      tone: 'progress',
      parts: [
        sentence('deletion-waits-for-run', {
          pipeline: oneLine(earlier.pipeline),
        }),
      ],
      next: 'wait',
    };
  }
  const isKnown = metadata.finalizers !== undefined && now !== undefined;
  return {
    tone: 'progress',
    parts: [
      isKnown && now.code !== 'foreign-finalizer'
        ? sentence(`deletion-${now.code}` satisfies SentenceCode)
        : sentence('deletion-running'),
    ],
    next: 'wait',
  };
}
