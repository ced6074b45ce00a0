import {
  ConditionValues,
  haveConditions,
  reconciledConditions,
  timestamp,
  withConditions,
  workflowConditions,
  worksCondition,
} from './conditions';
import { labelNames } from './kratixNames';
import { Job } from './kratixObjects';
import { PromiseRule, PromiseState, PromiseStep } from './promiseState';
import { EventNote } from './requestState';
import {
  currentJobs,
  pendingPipelines,
  withPhase,
  workflowProgress,
} from './workflowRun';

function phasesOf({ promise }: PromiseState) {
  return promise.status?.kratix?.workflows?.pipelines ?? [];
}

/**
 * Kratix sets observedGeneration of a new Promise before its pipelines run, and of a changed one after; never of one that has no API, nor of one
 * still in its first generation.
 */
function observe(
  state: PromiseState,
  isFirst: boolean,
): PromiseStep | undefined {
  const { promise, api } = state;
  const { generation = 1 } = promise.metadata;
  const observed = promise.status?.observedGeneration;
  if (!api || generation === 1 || observed === generation) {
    return undefined;
  }
  if ((observed === undefined) !== isFirst) {
    return undefined;
  }
  return {
    act: 'patch-status',
    status: { observedGeneration: generation },
    events: [
      {
        reason: 'ReconcilingResources',
        note: 'Reconciling all resource requests',
      },
    ],
  };
}

const observeFirstGeneration: PromiseRule = state => observe(state, true);
const observeNextGeneration: PromiseRule = state => observe(state, false);

const listPipelines: PromiseRule = state => {
  const { pipelines, now } = state;
  const phases = phasesOf(state);
  const wanted = pipelines.configure.map(({ metadata }) => metadata.name);
  if (phases.map(({ name }) => name).join('/') === wanted.join('/')) {
    return undefined;
  }
  return {
    act: 'patch-status',
    status: {
      kratix: {
        workflows: {
          pipelines: pendingPipelines(pipelines.configure, timestamp(now)),
        },
      },
    },
  };
};

const runFromStart: PromiseRule = state => {
  const { promise, jobs, pipelines, now } = state;
  const label = labelNames.manualReconciliation;
  if (promise.metadata.labels?.[label] !== 'true') {
    return undefined;
  }
  const current = currentJobs(jobs, 'configure');
  if (current.length) {
    return { act: 'supersede-jobs', jobs: current };
  }
  const { workflowsSucceeded = 0, workflowsFailed = 0 } = promise.status ?? {};
  if (workflowsSucceeded || workflowsFailed) {
    return {
      act: 'patch-status',
      status: {
        workflowsSucceeded: 0,
        workflowsFailed: 0,
        kratix: {
          workflows: {
            pipelines: pendingPipelines(pipelines.configure, timestamp(now)),
          },
        },
      },
    };
  }
  return {
    act: 'patch-promise',
    patch: { metadata: { labels: { [label]: null } } },
  };
};

const runPipelines: PromiseRule = state => {
  const { promise, pipelines, jobs, hash, now } = state;
  const phases = phasesOf(state);
  const progress = workflowProgress({
    pipelines: pipelines.configure,
    jobs,
    action: 'configure',
    hash,
    phases,
  });
  switch (progress.state) {
    case 'outdated':
      return { act: 'supersede-jobs', jobs: progress.jobs };
    case 'needs-job': {
      const { index } = progress;
      if (index > 0 || !promise.status?.workflowsSucceeded) {
        return { act: 'run-pipeline', action: 'configure', index };
      }
      const pending = pendingPipelines(pipelines.configure, timestamp(now));
      return {
        act: 'patch-status',
        status: {
          workflowsSucceeded: 0,
          kratix: { workflows: { pipelines: pending } },
        },
      };
    }
    case 'running':
      return reportRunning(state, progress.index, progress.job);
    case 'succeeded': {
      const { index } = progress;
      const reported = withPhase(phases, index, 'Succeeded', timestamp(now));
      return {
        act: 'patch-status',
        status: {
          workflowsSucceeded: index + 1,
          kratix: { workflows: { pipelines: reported } },
        },
      };
    }
    case 'failed':
      return reportFailed(state, progress.index);
    default:
      return undefined;
  }
};

function reportRunning(
  state: PromiseState,
  index: number,
  job: Job,
): PromiseStep {
  const { promise, now } = state;
  const phases = phasesOf(state);
  if (phases[index]?.phase === 'Running') {
    return { act: 'wait' };
  }
  const milliseconds = state.reportableInMilliseconds(job);
  if (milliseconds > 0) {
    return { act: 'wait', milliseconds };
  }
  const wanted: ConditionValues[] = [
    workflowConditions.inProgress,
    reconciledConditions.workflowPending,
  ];
  return {
    act: 'patch-status',
    status: {
      ...(index === 0 ? { message: 'Pending' } : {}),
      conditions: withConditions(promise.status?.conditions, wanted, now),
      kratix: {
        workflows: {
          pipelines: withPhase(phases, index, 'Running', timestamp(now)),
        },
      },
    },
    events: [
      {
        reason: 'PipelineStarted',
        note: `Configure Pipeline started: ${phases[index]?.name}`,
      },
    ],
  };
}

function reportFailed(state: PromiseState, index: number): PromiseStep {
  const { promise, now } = state;
  const { conditions } = promise.status ?? {};
  const phases = phasesOf(state);
  const { name, phase } = phases[index];
  const wanted = [
    workflowConditions.failed(name),
    reconciledConditions.workflowFailed,
  ];
  if (phase === 'Failed' && haveConditions(conditions, wanted)) {
    return { act: 'wait' };
  }
  return {
    act: 'patch-status',
    status: {
      workflowsFailed: 1,
      conditions: withConditions(conditions, wanted, now),
      kratix: {
        workflows: {
          pipelines: withPhase(phases, index, 'Failed', timestamp(now)),
        },
      },
    },
    events: [
      {
        reason: 'ConfigureWorkflowFailed',
        note: `A promise/configure Pipeline has failed: ${name}`,
        type: 'Warning',
      },
    ],
  };
}

const available: ConditionValues = {
  type: 'Available',
  status: 'True',
  reason: 'PromiseAvailable',
  message: 'Ready to fulfil resource requests',
};

const becomeAvailable: PromiseRule = ({ promise, now }) => {
  const { conditions, status } = promise.status ?? {};
  if (status === 'Available' && haveConditions(conditions, [available])) {
    return undefined;
  }
  const lastAvailableTime = timestamp(now);
  return {
    act: 'patch-status',
    status: {
      workflows: promise.status?.workflows ?? 0,
      workflowsSucceeded: promise.status?.workflowsSucceeded ?? 0,
      workflowsFailed: promise.status?.workflowsFailed ?? 0,
      status: 'Available',
      lastAvailableTime,
      kratix: {
        status: 'Available',
        lastAvailableTime,
        workflows: promise.status?.kratix?.workflows ?? {},
      },
      conditions: withConditions(conditions, [available], now),
    },
    events: [{ reason: 'Available', note: 'Promise is available' }],
  };
};

/** Reconciled is only set where a pipeline had set it to pending: without promise pipelines it stays as it was, or absent. */
const reportReconciled: PromiseRule = ({ promise, pipelines, works, now }) => {
  const { conditions } = promise.status ?? {};
  const worksWanted = worksCondition(works, 'promise');
  const hasPipelines = pipelines.configure.length > 0;
  const wanted = [worksWanted];
  if (hasPipelines && worksWanted.status === 'True') {
    wanted.push(reconciledConditions.done);
  }
  if (haveConditions(conditions, wanted)) {
    return undefined;
  }
  const events: EventNote[] = [];
  if (!haveConditions(conditions, [worksWanted])) {
    events.push({ reason: worksWanted.reason, note: worksWanted.message });
  }
  if (wanted.length > 1) {
    events.push(
      { reason: 'ReconcileSucceeded', note: 'Successfully reconciled' },
      {
        reason: 'ConfigureWorkflowCompleted',
        note: 'All workflows completed',
      },
    );
  }
  return {
    act: 'patch-status',
    status: { conditions: withConditions(conditions, wanted, now) },
    events,
  };
};

/** The way of a Promise from its first pipeline to Available and Reconciled, in order. */
export const promiseConfigureRules: PromiseRule[] = [
  observeFirstGeneration,
  listPipelines,
  runFromStart,
  runPipelines,
  becomeAvailable,
  reportReconciled,
  observeNextGeneration,
];
