import {
  cleanText,
  readWorkflow,
  type PipelineRun,
  type WorkflowPipeline,
} from '@kratix-portal/plugin-ske-common';
import { asObject, metadataOf } from '../../manifests';
import type { PipelineOwner } from './PipelineOwner';

const RFC_3339 =
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

/**
 * Adds values from the status of the owner to the latest run of each pipeline. The Job does not have these values: for example, the Job of a pipeline
 * that suspends the workflow ends as complete, and only the status shows that the run has not succeeded.
 *
 * @param runs - the latest first
 */
export function withWorkflow(
  runs: readonly PipelineRun[],
  { object, workflow }: Pick<PipelineOwner, 'object' | 'workflow'>,
): PipelineRun[] {
  const isDeleting = metadataOf(object).deletionTimestamp !== undefined;
  const action = isDeleting ? 'delete' : 'configure';
  const latest = new Map<PipelineRun, WorkflowPipeline>();
  for (const pipeline of readWorkflow(asObject(object.status)).pipelines) {
    const run = runs.find(
      each =>
        each.pipeline === pipeline.name &&
        each.workflow === workflow &&
        each.action === action,
    );
    if (run && isAbout(pipeline, run)) {
      latest.set(run, pipeline);
    }
  }
  return runs.map(run => {
    const pipeline = latest.get(run);
    return pipeline ? combine(run, pipeline) : run;
  });
}

/** For some milliseconds after a new Job was created, the status still says that the previous run suspended the workflow. */
function isAbout(pipeline: WorkflowPipeline, run: PipelineRun): boolean {
  const { phase, lastTransitionTime } = pipeline;
  return !(
    phase === 'Suspended' &&
    lastTransitionTime !== undefined &&
    Date.parse(run.createdAt) > Date.parse(lastTransitionTime)
  );
}

function combine(run: PipelineRun, pipeline: WorkflowPipeline): PipelineRun {
  const { phase, nextRetryAt, attempts, message } = pipeline;
  const isSuspended =
    phase === 'Suspended' &&
    (run.state === 'running' || run.state === 'succeeded');
  return {
    ...run,
    ...(isSuspended && { state: 'suspended' as const }),
    ...(nextRetryAt !== undefined &&
      RFC_3339.test(nextRetryAt) && { nextRetryAt }),
    ...(attempts !== undefined &&
      Number.isInteger(attempts) &&
      attempts >= 0 && { attempts }),
    ...(message !== undefined && { pipelineMessage: cleanText(message) }),
  };
}
