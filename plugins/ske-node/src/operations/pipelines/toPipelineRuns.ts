import {
  kratixLabels,
  PipelineRun,
  PipelineState,
} from '@kratix-portal/plugin-ske-common';
import { StatusCondition, Job, jobNameOf, Pod } from './pipelineObjects';
import { text, toPipelinePod } from './toPipelinePod';

/**
 * Combines Jobs and Pods into runs, the latest first.
 *
 * @param jobs - undefined when the caller may not read Jobs; the runs are then made from the Pods alone
 * @param pods - undefined if the caller may not read Pods; `podsGone` is false in this case
 */
export function toPipelineRuns(
  jobs: Job[] | undefined,
  pods: Pod[] | undefined,
): PipelineRun[] {
  const podsByJob = groupByJob(pods ?? []);
  const runs = jobs
    ? jobs.map(job => ofJob(job, podsByJob.get(job.metadata.name), pods))
    : [...podsByJob].map(([name, own]) => ofPods(name, own));
  return runs.sort(
    (a, b) =>
      Date.parse(b.createdAt) - Date.parse(a.createdAt) ||
      a.job.localeCompare(b.job),
  );
}

function groupByJob(pods: Pod[]): Map<string, Pod[]> {
  const groups = new Map<string, Pod[]>();
  for (const pod of pods) {
    const name = jobNameOf(pod);
    if (name !== undefined) {
      groups.set(name, [...(groups.get(name) ?? []), pod]);
    }
  }
  return groups;
}

function ofJob(
  job: Job,
  own: Pod[] = [],
  pods: Pod[] | undefined,
): PipelineRun {
  const { metadata, status } = job;
  const { state, because, finishedAt } = stateOf(job);
  return {
    job: metadata.name,
    namespace: metadata.namespace,
    uid: metadata.uid,
    ...ofLabels(metadata.labels),
    state,
    ...text('reason', because?.reason),
    ...text('message', because?.message),
    createdAt: metadata.creationTimestamp,
    ...text('startedAt', status.startTime),
    ...text('finishedAt', finishedAt),
    failedPods: status.failed ?? 0,
    pods: inOrder(own),
    podsGone: pods !== undefined && own.length === 0 && hadPods(job, state),
  };
}

/** A Job that has started has no Pod yet for a moment, or for as long as a quota or a policy refuses its Pods. */
function hadPods({ status }: Job, state: PipelineState): boolean {
  const isActive = state === 'pending' || state === 'running';
  return (
    status.startTime !== undefined && (!isActive || (status.failed ?? 0) > 0)
  );
}

function stateOf({ spec, status }: Job): {
  state: PipelineState;
  because?: StatusCondition;
  finishedAt?: string;
} {
  const find = (type: string) =>
    status.conditions?.find(
      condition => condition.type === type && condition.status === 'True',
    );
  // FailureTarget means that the Job has failed. It gets the condition Failed later, when its Pods have ended.
  const failed = find('Failed') ?? find('FailureTarget');
  if (failed) {
    return {
      state: 'failed',
      because: failed,
      finishedAt: failed.lastTransitionTime,
    };
  }
  if (find('Complete')) {
    return { state: 'succeeded', finishedAt: status.completionTime };
  }
  // Kratix suspends the Job of a run when it starts the workflow again, and never resumes it.
  if (spec.suspend) {
    return { state: 'superseded', because: find('Suspended') };
  }
  // After its Pod has ended, and before the Job is complete, the Job has no active Pod but is still running.
  const hasStarted = status.startTime !== undefined || (status.active ?? 0) > 0;
  return { state: hasStarted ? 'running' : 'pending' };
}

const STATE_OF_PHASE: Record<string, PipelineState> = {
  Pending: 'pending',
  Running: 'running',
  Succeeded: 'succeeded',
  Failed: 'failed',
};

function ofPods(job: string, own: Pod[]): PipelineRun {
  const pods = inOrder(own);
  const latest = pods[pods.length - 1];
  const [{ metadata }] = own;
  return {
    job,
    namespace: latest.namespace,
    uid:
      metadata.ownerReferences?.find(({ kind }) => kind === 'Job')?.uid ?? '',
    ...ofLabels(metadata.labels),
    state: STATE_OF_PHASE[latest.phase] ?? 'pending',
    createdAt: pods[0].createdAt,
    failedPods: pods.filter(({ phase }) => phase === 'Failed').length,
    pods,
    podsGone: false,
  };
}

function ofLabels(labels: Record<string, string> = {}) {
  return {
    pipeline: labels[kratixLabels.pipelineName] ?? '',
    workflow: labels[kratixLabels.workflowType] ?? '',
    action: labels[kratixLabels.workflowAction] ?? '',
  };
}

function inOrder(pods: Pod[]) {
  return pods
    .map(toPipelinePod)
    .sort((a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt));
}
