import { oneLine } from '../../errors';
import { findCondition } from './conditions';
import { sentence, type ReasonPart, type SentenceCode } from './sentences';
import { numberAt, objectsAt, quoted, textAt } from './values';

/**
 * One pipeline of the current workflow of a request or a Promise, as Kratix reports it.
 *
 * @public
 */
export interface WorkflowPipeline {
  /** Its name in the Promise. */
  name: string;
  /** `Pending`, `Running`, `Succeeded`, `Failed` or `Suspended`. */
  phase?: string;
  /** The message that the pipeline wrote. Clean the text before you show it. */
  message?: string;
  /** RFC 3339. When Kratix runs the pipeline again by itself. */
  nextRetryAt?: string;
  /** How often the pipeline has asked to be run again. */
  attempts?: number;
  /** RFC 3339. The time since which the pipeline is in this phase. */
  lastTransitionTime?: string;
}

/**
 * The current workflow of a request or a Promise. After a deletion it has the delete pipeline only, whose phase stays `Running` to the end.
 *
 * @public
 */
export interface Workflow {
  /** In the order in which they run. */
  pipelines: WorkflowPipeline[];
  /** How many pipelines there are. */
  total: number;
  /** How many have succeeded. */
  succeeded: number;
  /** The pipeline that matters now: the failed, suspended, running or next one; absent when all have succeeded. */
  current?: WorkflowPipeline & {
    /** The position of the current pipeline, from 1. */
    index: number;
  };
  /** RFC 3339. When a workflow last succeeded. */
  lastSuccess?: string;
}

/** The pipeline with the first of these phases is the current pipeline. */
const CURRENT_PHASES = ['Failed', 'Suspended', 'Running', 'Pending'];

/**
 * Reads the workflow of a request or a Promise from its status.
 *
 * @public
 */
export function readWorkflow(status: unknown): Workflow {
  const pipelines = readPipelines(status);
  const current = CURRENT_PHASES.map(phase =>
    pipelines.find(each => each.phase === phase),
  ).find(each => each !== undefined);
  const lastSuccess =
    textAt(
      status,
      'kratix',
      'workflows',
      'lastSuccessfulConfigureWorkflowTime',
    ) ?? textAt(status, 'lastSuccessfulConfigureWorkflowTime');
  return {
    pipelines,
    total: pipelines.length || (numberAt(status, 'workflows') ?? 0),
    succeeded: pipelines.length
      ? pipelines.filter(({ phase }) => phase === 'Succeeded').length
      : (numberAt(status, 'workflowsSucceeded') ?? 0),
    ...(current && {
      current: { ...current, index: pipelines.indexOf(current) + 1 },
    }),
    ...(lastSuccess !== undefined && { lastSuccess }),
  };
}

/** The pipelines of the current run, in their order. */
export function readPipelines(status: unknown): WorkflowPipeline[] {
  return objectsAt(status, 'kratix', 'workflows', 'pipelines').map(each => ({
    name: textAt(each, 'name') ?? 'without a name',
    phase: textAt(each, 'phase'),
    message: textAt(each, 'message'),
    nextRetryAt: textAt(each, 'nextRetryAt'),
    attempts: numberAt(each, 'attempts'),
    lastTransitionTime: textAt(each, 'lastTransitionTime'),
  }));
}

/**
 * Whether pipelines are running or about to run. After a change the conditions of the previous run stay for more than a second, so this function
 * reads the phases of the pipelines.
 */
export function isRunning(status: unknown): boolean {
  const pipelines = readPipelines(status);
  const isWaiting = pipelines.some(
    ({ phase }) => phase === 'Pending' || phase === 'Running',
  );
  const hasFailed = pipelines.some(({ phase }) => phase === 'Failed');
  const isReported =
    findCondition(status, 'ConfigureWorkflowCompleted')?.reason ===
    'PipelinesInProgress';
  return !hasFailed && (isWaiting || isReported);
}

/** Sentences about a pipeline and the time since which they are true. */
export interface WorkflowReport {
  parts: ReasonPart[];
  since?: string;
}

/** Describes the pipeline that is running, or the next one. */
export function describeRun(status: unknown): WorkflowReport {
  const pipelines = readPipelines(status);
  const suspended = pipelines.find(({ phase }) => phase === 'Suspended');
  const current =
    suspended ??
    pipelines.find(({ phase }) => phase === 'Running') ??
    pipelines.find(({ phase }) => phase === 'Pending');
  if (!current) {
    return {
      parts: [sentence('pipelines-running')],
      since: findCondition(status, 'ConfigureWorkflowCompleted')
        ?.lastTransitionTime,
    };
  }
  if (current === suspended) {
    return { parts: [about(current, pipelines, 'resuming')] };
  }
  return {
    parts: [
      about(
        current,
        pipelines,
        current.phase === 'Running' ? 'running' : 'not-started',
      ),
      ...attemptsOf(current),
    ],
    // All pipelines are pending from the start, so the next pipeline has been waiting since the pipeline before it ended.
    since: latest(...pipelines.map(each => each.lastTransitionTime)),
  };
}

/** Describes the failed pipeline of a workflow. */
export function describeFailure(status: unknown): WorkflowReport {
  const pipelines = readPipelines(status);
  const failed = pipelines.find(({ phase }) => phase === 'Failed');
  const condition = findCondition(status, 'ConfigureWorkflowCompleted');
  if (failed) {
    return {
      parts: [about(failed, pipelines, 'failed'), ...attemptsOf(failed)],
      since: failed.lastTransitionTime ?? condition?.lastTransitionTime,
    };
  }
  return {
    parts: [
      condition?.message
        ? sentence('kratix-says', { message: quoted(condition.message) })
        : sentence('a-pipeline-failed'),
    ],
    since: condition?.lastTransitionTime,
  };
}

/** Describes why the workflow is suspended, and what continues it. */
export function describeSuspension(
  status: unknown,
): WorkflowReport & { isRetried: boolean } {
  const pipelines = readPipelines(status);
  const suspended = pipelines.find(({ phase }) => phase === 'Suspended');
  const reconciled = findCondition(status, 'Reconciled');
  // Kratix does not record the time of the suspension at the pipeline. The condition has this time only if the status of the condition was not `Unknown` before.
  const since = latest(
    reconciled?.reason === 'WorkflowSuspended'
      ? reconciled.lastTransitionTime
      : undefined,
    suspended?.lastTransitionTime,
  );
  if (!suspended) {
    return {
      parts: [sentence('a-pipeline-suspended')],
      since,
      isRetried: false,
    };
  }
  const { message, nextRetryAt } = suspended;
  return {
    parts: [
      nextRetryAt
        ? retriedLater(suspended, pipelines, nextRetryAt)
        : about(suspended, pipelines, 'suspended'),
      ...attemptsOf(suspended),
      ...(message
        ? [sentence('pipeline-reports', { message: quoted(message) })]
        : []),
    ],
    since,
    isRetried: nextRetryAt !== undefined,
  };
}

type AboutPipeline =
  'not-started' | 'running' | 'resuming' | 'failed' | 'suspended';

function about(
  pipeline: WorkflowPipeline,
  pipelines: readonly WorkflowPipeline[],
  what: AboutPipeline,
): ReasonPart {
  return pipelines.length > 1
    ? sentence(
        `pipeline-of-several-${what}` satisfies SentenceCode,
        placeOf(pipeline, pipelines),
      )
    : sentence(`pipeline-${what}` satisfies SentenceCode, {
        pipeline: oneLine(pipeline.name),
      });
}

function retriedLater(
  pipeline: WorkflowPipeline,
  pipelines: readonly WorkflowPipeline[],
  nextRetryAt: string,
): ReasonPart {
  const at = { nextRetryAt: oneLine(nextRetryAt) };
  return pipelines.length > 1
    ? sentence('pipeline-of-several-retried-later', {
        ...placeOf(pipeline, pipelines),
        ...at,
      })
    : sentence('pipeline-retried-later', {
        pipeline: oneLine(pipeline.name),
        ...at,
      });
}

function placeOf(
  pipeline: WorkflowPipeline,
  pipelines: readonly WorkflowPipeline[],
) {
  return {
    index: pipelines.indexOf(pipeline) + 1,
    total: pipelines.length,
    pipeline: oneLine(pipeline.name),
  };
}

function attemptsOf({ attempts }: WorkflowPipeline): ReasonPart[] {
  return attempts === undefined
    ? []
    : [sentence('pipeline-attempts', { attempts })];
}

/** The latest of some times. */
function latest(...times: (string | undefined)[]): string | undefined {
  return times
    .filter(each => each !== undefined)
    .sort()
    .at(-1);
}
