import { KubernetesObject } from '../kubernetes/objects';
import { demoNames, labelNames } from './kratixNames';
import { Job, PipelineStatus } from './kratixObjects';
import { Pipeline, WorkflowAction } from './pipelines';

/** What the Jobs of a workflow say it needs next. */
export type WorkflowProgress =
  | { state: 'done' }
  /** The Jobs were made for another spec: they no longer count. */
  | { state: 'outdated'; jobs: Job[] }
  | { state: 'needs-job'; index: number }
  | { state: 'running'; index: number; job: Job }
  | { state: 'succeeded'; index: number; job: Job }
  | { state: 'failed'; index: number; job: Job };

function jobCondition(job: Job, type: string) {
  return job.status?.conditions?.some(
    condition => condition.type === type && condition.status === 'True',
  );
}

/** The Jobs that still speak for their pipelines. */
export function currentJobs(jobs: Job[], action: WorkflowAction): Job[] {
  return jobs.filter(
    job =>
      job.metadata.labels?.[labelNames.workflowAction] === action &&
      job.metadata.labels[demoNames.superseded] === undefined &&
      !job.metadata.deletionTimestamp,
  );
}

function newestFirst(a: KubernetesObject, b: KubernetesObject) {
  const time = (object: KubernetesObject) =>
    object.metadata.creationTimestamp ?? '';
  return time(b).localeCompare(time(a));
}

/**
 * Finds the first pipeline that is not over and done with. `phases` is what the status says already: a Job that ended is reported until the status
 * has it.
 */
export function workflowProgress(options: {
  pipelines: Pipeline[];
  jobs: Job[];
  action: WorkflowAction;
  hash: string;
  phases: PipelineStatus[];
}): WorkflowProgress {
  const { pipelines, action, hash, phases } = options;
  const jobs = currentJobs(options.jobs, action);
  const outdated = jobs.filter(
    job => job.metadata.labels?.[labelNames.hash] !== hash,
  );
  if (outdated.length) {
    return { state: 'outdated', jobs: outdated };
  }
  for (const [index, { metadata }] of pipelines.entries()) {
    const [job] = jobs
      .filter(
        ({ metadata: { labels } }) =>
          labels?.[labelNames.pipeline] === metadata.name,
      )
      .sort(newestFirst);
    if (!job) {
      return { state: 'needs-job', index };
    }
    if (jobCondition(job, 'Failed')) {
      return { state: 'failed', index, job };
    }
    if (!jobCondition(job, 'Complete')) {
      return { state: 'running', index, job };
    }
    if (phases[index]?.phase !== 'Succeeded') {
      return { state: 'succeeded', index, job };
    }
  }
  return { state: 'done' };
}

/** All pipelines waiting, as at the start of a run. */
export function pendingPipelines(
  pipelines: Pipeline[],
  since: string,
): PipelineStatus[] {
  return pipelines.map(({ metadata }) => ({
    name: metadata.name,
    phase: 'Pending',
    lastTransitionTime: since,
  }));
}

/** The list with one pipeline in another phase. */
export function withPhase(
  pipelines: PipelineStatus[],
  index: number,
  phase: PipelineStatus['phase'],
  since: string,
): PipelineStatus[] {
  return pipelines.map((pipeline, position) =>
    position === index
      ? { ...pipeline, phase, lastTransitionTime: since }
      : pipeline,
  );
}
