import { findCondition } from './conditions';
import { numberAt, objectsAt, quoted, textAt } from './values';

/** One of `status.kratix.workflows.pipelines`. */
interface Pipeline {
  name: string;
  phase: string | undefined;
  message: string | undefined;
  /** When Kratix runs the pipeline again by itself. */
  nextRetryAt: string | undefined;
  attempts: number | undefined;
  lastTransitionTime: string | undefined;
}

/** The pipelines of the current run, in their order. */
export function readPipelines(status: unknown): Pipeline[] {
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
 * Whether pipelines are running or about to run. After a change the conditions of the previous run stay for more than a second, so the phases
 * of the pipelines decide.
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

/** Describes the pipeline that is running, or the next one. */
export function describeRun(status: unknown): string {
  const pipelines = readPipelines(status);
  const suspended = pipelines.find(({ phase }) => phase === 'Suspended');
  const current =
    suspended ??
    pipelines.find(({ phase }) => phase === 'Running') ??
    pipelines.find(({ phase }) => phase === 'Pending');
  if (!current) {
    return 'Kratix is running the pipelines.';
  }
  const name = nameOf(current, pipelines);
  if (current === suspended) {
    return `${name} was suspended and continues.`;
  }
  const retry =
    current.attempts === undefined
      ? ''
      : `, after ${count(current.attempts, 'attempt')}`;
  return current.phase === 'Running'
    ? `${name} is running${retry}.`
    : `${name} has not started yet${retry}.`;
}

/** Describes the failed pipeline of a workflow. */
export function describeFailure(status: unknown): string {
  const pipelines = readPipelines(status);
  const failed = pipelines.find(({ phase }) => phase === 'Failed');
  if (failed) {
    return `${nameOf(failed, pipelines)} has failed.`;
  }
  const message = findCondition(status, 'ConfigureWorkflowCompleted')?.message;
  return message ? quoted(message) : 'A pipeline has failed.';
}

/** Describes why the workflow is suspended, and what continues it. */
export function describeSuspension(status: unknown): string {
  const pipelines = readPipelines(status);
  const suspended = pipelines.find(({ phase }) => phase === 'Suspended');
  if (!suspended) {
    return 'A pipeline has suspended the workflow.';
  }
  const { message, nextRetryAt, attempts } = suspended;
  const name = nameOf(suspended, pipelines);
  const why = message ? ` ${quoted(`It reports: ${message}`)}` : '';
  if (nextRetryAt) {
    const times =
      attempts === undefined ? '' : ` after ${count(attempts, 'attempt')}`;
    return `${name} has suspended the workflow and is retried at ${quoted(`${nextRetryAt}${times}`)}${why}`;
  }
  return `${name} has suspended the workflow until a user resumes it.${why}`;
}

function nameOf(pipeline: Pipeline, pipelines: readonly Pipeline[]): string {
  return pipelines.length > 1
    ? `Pipeline ${pipelines.indexOf(pipeline) + 1} of ${pipelines.length}, ${pipeline.name},`
    : `The pipeline ${pipeline.name}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
