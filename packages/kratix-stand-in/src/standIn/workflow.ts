import { isDeepStrictEqual } from 'node:util';
import { resourceTypes } from '../kubernetes/resourceTypes';
import { hasLabel, hold, patchLabels, Step, step, Write } from './Controller';
import {
  availableConditions,
  haveConditions,
  reconciledConditions,
  timestamp,
  workflowConditions,
} from './kratixConditions';
import { demoNames, labelNames } from './kratixNames';
import { Job, PipelineStatus } from './kratixObjects';
import { startPipeline } from './pipelineJob';
import { PipelineRun } from './PipelineRun';
import { WorkflowAction } from './pipelines';
import { phasesOf, report, WorkflowRule, WorkflowState } from './WorkflowState';

function pending({ pipelines, now }: WorkflowState): PipelineStatus[] {
  return pipelines.configure.map(({ metadata }) => ({
    name: metadata.name,
    phase: 'Pending',
    lastTransitionTime: timestamp(now),
  }));
}

/** Returns the phases of all pipelines with one phase changed. A pipeline that runs again keeps the number of its attempts. */
function withPhase(
  state: WorkflowState,
  index: number,
  phase: PipelineStatus['phase'],
): PipelineStatus[] {
  const lastTransitionTime = timestamp(state.now);
  return phasesOf(state).map((pipeline, position) => {
    const { message: _message, ...rest } = pipeline;
    return position === index
      ? { ...rest, phase, lastTransitionTime }
      : pipeline;
  });
}

export function hasCondition(job: Job, type: 'Complete' | 'Failed') {
  return job.status?.conditions?.some(
    condition => condition.type === type && condition.status === 'True',
  );
}

/** Returns the Job that was created last. It shows which pipeline of a workflow runs or ran last. */
export function latestJob(
  { jobs }: Pick<WorkflowState, 'jobs'>,
  action: WorkflowAction,
): Job | undefined {
  const created = ({ metadata }: Job) =>
    Number(metadata.annotations?.[demoNames.created] ?? 0);
  return jobs
    .filter(
      ({ metadata }) => metadata.labels?.[labelNames.workflowAction] === action,
    )
    .sort((a, b) => created(b) - created(a))[0];
}

/** Suspends a Job that has not ended. */
export function stop(job: Job | undefined): Write[] {
  const isActive =
    job && !hasCondition(job, 'Complete') && !hasCondition(job, 'Failed');
  return isActive && !job.spec.suspend
    ? [
        api =>
          api.patch(resourceTypes.job, job.metadata, {
            spec: { suspend: true },
          }),
      ]
    : [];
}

/** Starts a pipeline: creates its Job and an Event about the start. The writes `before` are made before the Job is created, and the writes `after` are made afterwards. */
export function start(
  state: WorkflowState,
  action: WorkflowAction,
  index: number,
  before: Write[] = [],
  after: Write[] = [],
): Step {
  const { kind, promiseName, promiseSpec, object, type, namespace, hash } =
    state;
  const pipelines = state.pipelines[action];
  const run: PipelineRun = {
    pipeline: pipelines[index],
    type: kind,
    action,
    promiseName,
    owner: object,
    ownerType: type,
    namespace,
    hash,
  };
  const title = action === 'configure' ? 'Configure' : 'Delete';
  const { name } = pipelines[index].metadata;
  return {
    writes: [...before, ...startPipeline(run, promiseSpec), ...after],
    events: [
      { reason: 'PipelineStarted', note: `${title} Pipeline started: ${name}` },
    ],
  };
}

/** A run from the first pipeline resets the counters. A Promise cannot be requested until its pipelines have run. */
function reset(state: WorkflowState, counters: object): Write[] {
  const pipelines = pending(state);
  const workflows = { pipelines, suspendedGeneration: null };
  const isPromise = state.kind === 'promise';
  const availability = isPromise ? { status: 'Unavailable' } : {};
  const written = report(state, {
    status: {
      ...counters,
      ...availability,
      kratix: { ...availability, workflows },
    },
    conditions: isPromise ? [availableConditions.unavailable] : [],
  });
  return written?.writes ?? [];
}

/** Lists the pipelines in the status, all pending. */
export const listPipelines: WorkflowRule = state => {
  const wanted = state.pipelines.configure.map(({ metadata }) => metadata.name);
  const listed = phasesOf(state).map(({ name }) => name);
  const { status = {} } = state.object;
  const isListed =
    isDeepStrictEqual(listed, wanted) && status.workflows === wanted.length;
  return isListed
    ? undefined
    : report(state, {
        status: {
          workflows: wanted.length,
          workflowsSucceeded: status.workflowsSucceeded ?? 0,
          workflowsFailed: status.workflowsFailed ?? 0,
          kratix: { workflows: { pipelines: pending(state) } },
        },
      });
};

/** Either of two labels starts a new run from the first pipeline. A Job that runs is stopped. */
export const restart: WorkflowRule = state => {
  const { object, type, pipelines } = state;
  const labels = [labelNames.manualReconciliation, labelNames.runFromStart];
  const asked = labels.filter(name => hasLabel(object, name));
  if (!asked.length) {
    return undefined;
  }
  const unlabel = patchLabels(
    type,
    object,
    Object.fromEntries(asked.map(name => [name, null])),
  );
  if (!pipelines.configure.length) {
    return step(unlabel);
  }
  const { workflowsSucceeded, workflowsFailed, kratix } = object.status ?? {};
  const isReset =
    workflowsSucceeded ||
    workflowsFailed ||
    kratix?.workflows?.suspendedGeneration;
  const before = [
    ...stop(latestJob(state, 'configure')),
    ...(isReset
      ? reset(state, { workflowsSucceeded: 0, workflowsFailed: 0 })
      : []),
  ];
  return start(state, 'configure', 0, before, [unlabel]);
};

/** Runs the configure pipelines one after another and reports how far they are. */
export const runConfigure: WorkflowRule = state => {
  const pipelines = state.pipelines.configure;
  if (!pipelines.length) {
    return undefined;
  }
  const job = latestJob(state, 'configure');
  const { labels } = job?.metadata ?? {};
  const index = pipelines.findIndex(
    ({ metadata }) => metadata.name === labels?.[labelNames.pipeline],
  );
  const isOutdated = labels?.[labelNames.hash] !== state.hash;
  if (!job || index < 0 || isOutdated || job.spec.suspend) {
    const hasSucceeded = state.object.status?.workflowsSucceeded;
    return start(state, 'configure', 0, [
      ...stop(job),
      ...(hasSucceeded ? reset(state, { workflowsSucceeded: 0 }) : []),
    ]);
  }
  if (hasCondition(job, 'Failed')) {
    return reportFailed(state, index);
  }
  if (!hasCondition(job, 'Complete')) {
    return reportRunning(state, index, job);
  }
  switch (phasesOf(state)[index].phase) {
    case 'Suspended':
      return start(state, 'configure', index);
    case 'Succeeded':
      return index + 1 < pipelines.length
        ? start(state, 'configure', index + 1)
        : undefined;
    default:
      return report(state, {
        status: {
          workflowsSucceeded: index + 1,
          kratix: {
            workflows: { pipelines: withPhase(state, index, 'Succeeded') },
          },
        },
      });
  }
};

/** A Job is reported as running once it has a pod. */
function reportRunning(state: WorkflowState, index: number, job: Job): Step {
  if (phasesOf(state)[index].phase === 'Running' || !job.status?.active) {
    return hold;
  }
  const conditions = [
    workflowConditions.inProgress,
    reconciledConditions.workflowPending,
  ];
  const status = {
    ...(index === 0 ? { message: 'Pending' } : {}),
    kratix: { workflows: { pipelines: withPhase(state, index, 'Running') } },
  };
  return report(state, { status, conditions }) ?? hold;
}

function reportFailed(state: WorkflowState, index: number): Step {
  const { name, phase } = phasesOf(state)[index];
  const conditions = [
    workflowConditions.failed(name),
    reconciledConditions.workflowFailed,
  ];
  if (phase === 'Failed' && haveConditions(state.object.status, conditions)) {
    return hold;
  }
  const note = `A ${state.kind}/configure Pipeline has failed: ${name}`;
  return (
    report(
      state,
      {
        status: {
          workflowsFailed: 1,
          kratix: {
            workflows: { pipelines: withPhase(state, index, 'Failed') },
          },
        },
        conditions,
      },
      [{ reason: 'ConfigureWorkflowFailed', note, type: 'Warning' }],
    ) ?? hold
  );
}
