import {
  ConditionValues,
  haveConditions,
  reconciledConditions,
  timestamp,
  withConditions,
  workflowConditions,
} from './conditions';
import { Job } from './kratixObjects';
import { RequestRule, RequestState, RequestStep } from './requestState';
import { requestReportRules } from './requestReportRules';
import { upgradeCondition } from './upgradeCondition';
import { pendingPipelines, withPhase, workflowProgress } from './workflowRun';

function pipelinesOf({ revision }: RequestState) {
  return revision?.pipelines.configure ?? [];
}

function phasesOf({ request }: RequestState) {
  return request.status?.kratix?.workflows?.pipelines ?? [];
}

/** Lists the pipelines in the status, each of them waiting. */
const listPipelines: RequestRule = state => {
  const { request, now } = state;
  const pipelines = pipelinesOf(state);
  const phases = phasesOf(state);
  const isListed =
    request.status?.workflows === pipelines.length &&
    phases.length === pipelines.length &&
    phases.every(({ name }, index) => name === pipelines[index].metadata.name);
  if (isListed) {
    return undefined;
  }
  return {
    act: 'patch-status',
    status: {
      workflows: pipelines.length,
      kratix: {
        workflows: { pipelines: pendingPipelines(pipelines, timestamp(now)) },
      },
    },
  };
};

const startCounters: RequestRule = state => {
  const { request } = state;
  // Without pipelines Kratix does this last.
  if (!pipelinesOf(state).length) {
    return undefined;
  }
  return request.status?.workflowsSucceeded === undefined
    ? {
        act: 'patch-status',
        status: { workflowsFailed: 0, workflowsSucceeded: 0 },
      }
    : undefined;
};

const runPipelines: RequestRule = state => {
  const progress = workflowProgress({
    pipelines: pipelinesOf(state),
    jobs: state.jobs,
    action: 'configure',
    hash: state.hash,
    phases: phasesOf(state),
  });
  switch (progress.state) {
    case 'outdated':
      return { act: 'supersede-jobs', jobs: progress.jobs };
    case 'needs-job':
      return startPipeline(state, progress.index);
    case 'running':
      return reportRunning(state, progress.index, progress.job);
    case 'succeeded':
      return reportSucceeded(state, progress.index);
    case 'failed':
      return reportFailed(state, progress.index);
    default:
      return undefined;
  }
};

/** A new run forgets what has succeeded. What has failed it remembers, as Kratix does. */
function startPipeline(state: RequestState, index: number): RequestStep {
  const { request, now } = state;
  if (index === 0 && request.status?.workflowsSucceeded) {
    const pipelines = pendingPipelines(pipelinesOf(state), timestamp(now));
    return {
      act: 'patch-status',
      status: { workflowsSucceeded: 0, kratix: { workflows: { pipelines } } },
    };
  }
  return { act: 'run-pipeline', action: 'configure', index };
}

function reportRunning(
  state: RequestState,
  index: number,
  job: Job,
): RequestStep {
  const { request, now } = state;
  const milliseconds = state.reportableInMilliseconds(job);
  const phases = phasesOf(state);
  if (phases[index]?.phase === 'Running') {
    return { act: 'wait' };
  }
  if (milliseconds > 0) {
    return { act: 'wait', milliseconds };
  }
  const { conditions } = request.status ?? {};
  const wanted: ConditionValues[] = [
    workflowConditions.inProgress,
    reconciledConditions.workflowPending,
  ];
  return {
    act: 'patch-status',
    status: {
      ...(index === 0 ? { message: 'Pending' } : {}),
      conditions: withConditions(conditions, wanted, now),
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

function reportSucceeded(state: RequestState, index: number): RequestStep {
  const pipelines = withPhase(
    phasesOf(state),
    index,
    'Succeeded',
    timestamp(state.now),
  );
  return {
    act: 'patch-status',
    status: {
      workflowsSucceeded: index + 1,
      kratix: { workflows: { pipelines } },
    },
  };
}

function reportFailed(state: RequestState, index: number): RequestStep {
  const { request, now } = state;
  const { conditions } = request.status ?? {};
  const phases = phasesOf(state);
  const name = phases[index].name;
  const failed = workflowConditions.failed(name);
  const wanted = [failed, reconciledConditions.workflowFailed];
  if (phases[index].phase === 'Failed' && haveConditions(conditions, wanted)) {
    return reportFailedUpgrade(state, failed.message) ?? { act: 'wait' };
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
        note: `A resource/configure Pipeline has failed: ${name}`,
        type: 'Warning',
      },
    ],
  };
}

/** A run that fails counts as a failed upgrade, unless this version has been applied before. */
function reportFailedUpgrade(
  state: RequestState,
  message: string,
): RequestStep | undefined {
  const { binding, revision, now } = state;
  const { failedVersion, lastAppliedVersion, conditions } =
    binding?.status ?? {};
  const version = revision?.version;
  if (failedVersion === version || lastAppliedVersion === version) {
    return undefined;
  }
  return {
    act: 'patch-binding',
    subresource: 'status',
    patch: {
      status: {
        failedVersion: version,
        conditions: withConditions(
          conditions,
          [upgradeCondition('False', 'UpgradeFailed', message)],
          now,
        ),
      },
    },
  };
}

/** The way of a request from its first pipeline to Reconciled, in order. */
export const configureRules: { start: RequestRule[]; run: RequestRule[] } = {
  start: [listPipelines, startCounters],
  run: [runPipelines, ...requestReportRules],
};
