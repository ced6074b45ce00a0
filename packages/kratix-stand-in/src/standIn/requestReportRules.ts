import { Condition } from '../kubernetes/objects';
import {
  ConditionValues,
  findCondition,
  haveConditions,
  reconciledConditions,
  withConditions,
  worksCondition,
} from './conditions';
import { EventNote, RequestRule, RequestState } from './requestState';
import { upgradeCondition } from './upgradeCondition';

function hasPipelines({ revision }: RequestState) {
  return (revision?.pipelines.configure.length ?? 0) > 0;
}

const observeGeneration: RequestRule = ({ request: { metadata, status } }) =>
  status?.observedGeneration === metadata.generation
    ? undefined
    : {
        act: 'patch-status',
        status: { observedGeneration: metadata.generation },
      };

function versionUpdated(version: string): EventNote {
  return {
    reason: 'ResourceBindingVersionUpdated',
    note: `Resource binding version updated to ${version}`,
  };
}

/** While Works are pending for the first time, Reconciled keeps saying that the workflow is. */
function reconciledFor(
  works: ConditionValues,
  present: Condition | undefined,
): ConditionValues {
  if (works.status === 'True') {
    return reconciledConditions.done;
  }
  if (works.status === 'False') {
    return reconciledConditions.worksFailing;
  }
  return present?.reason === reconciledConditions.workflowPending.reason
    ? reconciledConditions.workflowPending
    : reconciledConditions.worksPending;
}

const reportReconciled: RequestRule = state => {
  const { request, revision, binding, works, now } = state;
  if (!hasPipelines(state) || !revision || !binding) {
    return undefined;
  }
  const { conditions, promiseVersion, resourceBindingVersion } =
    request.status ?? {};
  const worksWanted = worksCondition(works, 'resource');
  const reconciled = reconciledFor(
    worksWanted,
    findCondition(conditions, 'Reconciled'),
  );
  const version = binding.spec.version;
  const isVersionNew =
    promiseVersion !== revision.version || resourceBindingVersion !== version;
  const isReconciledNew = !haveConditions(conditions, [reconciled]);
  const isWorksNew = !haveConditions(conditions, [worksWanted]);
  if (!isVersionNew && !isReconciledNew && !isWorksNew) {
    return undefined;
  }
  const events: EventNote[] = [];
  if (isWorksNew) {
    events.push({
      reason: worksWanted.reason,
      note: worksWanted.message,
      type: worksWanted.status === 'False' ? 'Warning' : 'Normal',
    });
  }
  if (isReconciledNew && reconciled.status === 'True') {
    events.push({
      reason: 'ReconcileSucceeded',
      note: 'Successfully reconciled',
    });
  }
  if (isVersionNew) {
    events.push(versionUpdated(version));
  }
  return {
    act: 'patch-status',
    status: {
      promiseVersion: revision.version,
      resourceBindingVersion: version,
      conditions: withConditions(conditions, [worksWanted, reconciled], now),
    },
    events,
  };
};

/** The binding learns which version was applied; that it is complete it says only where something had been said before. */
const reportApplied: RequestRule = state => {
  const { binding, revision, promise, now } = state;
  if (!binding || !revision) {
    return undefined;
  }
  const { lastAppliedVersion, failedVersion, conditions } =
    binding.status ?? {};
  const { version } = revision;
  if (lastAppliedVersion === version && !failedVersion) {
    return undefined;
  }
  const complete = upgradeCondition(
    'True',
    'UpgradeComplete',
    `Resource is at version ${version}`,
  );
  return {
    act: 'patch-binding',
    subresource: 'status',
    patch: {
      status: {
        lastAppliedVersion: version,
        failedVersion: null,
        ...(conditions?.length || lastAppliedVersion
          ? { conditions: withConditions(conditions, [complete], now) }
          : {}),
      },
    },
    events: hasPipelines(state)
      ? []
      : [
          versionUpdated(binding.spec.version),
          {
            reason: 'ReconcileSucceeded',
            note: `Resource request reconciled with promise ${promise.name} version ${version}`,
          },
        ],
  };
};

const reportSuccessTime: RequestRule = state => {
  const { request, jobs } = state;
  const finished = jobs
    .map(job => job.status?.completionTime)
    .filter(time => time !== undefined)
    .sort()
    .at(-1);
  const known = request.status?.lastSuccessfulConfigureWorkflowTime;
  if (!hasPipelines(state) || !finished || known === finished) {
    return undefined;
  }
  return {
    act: 'patch-status',
    status: {
      lastSuccessfulConfigureWorkflowTime: finished,
      kratix: { workflows: { lastSuccessfulConfigureWorkflowTime: finished } },
    },
  };
};

const reportVersionWithoutPipelines: RequestRule = state => {
  const { request, revision, binding } = state;
  if (hasPipelines(state) || !revision || !binding) {
    return undefined;
  }
  const { promiseVersion, resourceBindingVersion } = request.status ?? {};
  return promiseVersion === revision.version &&
    resourceBindingVersion === binding.spec.version
    ? undefined
    : {
        act: 'patch-status',
        status: {
          promiseVersion: revision.version,
          resourceBindingVersion: binding.spec.version,
        },
      };
};

/** Kratix takes the empty list of pipelines away when it writes the counters, and puts it back. */
const countersWithoutPipelines: RequestRule = state => {
  const { request } = state;
  if (hasPipelines(state)) {
    return undefined;
  }
  return request.status?.workflowsSucceeded === undefined
    ? {
        act: 'patch-status',
        status: {
          workflowsFailed: 0,
          workflowsSucceeded: 0,
          kratix: { workflows: { pipelines: null } },
        },
      }
    : undefined;
};

const emptyPipelinesAgain: RequestRule = state =>
  !hasPipelines(state) &&
  state.request.status?.kratix?.workflows?.pipelines === undefined
    ? {
        act: 'patch-status',
        status: { kratix: { workflows: { pipelines: [] } } },
      }
    : undefined;

/** What is written once all pipelines have succeeded, or there are none, in order. */
export const requestReportRules: RequestRule[] = [
  observeGeneration,
  reportReconciled,
  reportApplied,
  reportSuccessTime,
  reportVersionWithoutPipelines,
  countersWithoutPipelines,
  emptyPipelinesAgain,
];
