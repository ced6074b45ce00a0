import {
  findCondition,
  haveConditions,
  reconciledConditions,
  timestamp,
  withConditions,
} from './conditions';
import { labelNames, requestFinalizers } from './kratixNames';
import { configureRules } from './requestConfigureRules';
import { deleteRules } from './requestDeleteRules';
import {
  RequestRule,
  RequestState,
  RequestStep,
  firstStep,
} from './requestState';
import { currentJobs, pendingPipelines } from './workflowRun';

const allFinalizers = [
  requestFinalizers.work,
  requestFinalizers.workflows,
  requestFinalizers.deleteWorkflows,
  requestFinalizers.binding,
];

/** A paused request, or one of a paused Promise, is left alone: also when it is deleted. */
const holdWhilePaused: RequestRule = ({ request, promise, now }) => {
  const label = request.metadata.labels?.[labelNames.paused] === 'true';
  if (!label && !promise.paused) {
    return undefined;
  }
  const wanted = [reconciledConditions.paused];
  const { conditions } = request.status ?? {};
  if (haveConditions(conditions, wanted)) {
    return { act: 'wait' };
  }
  return {
    act: 'patch-status',
    status: { conditions: withConditions(conditions, wanted, now) },
    events: [
      {
        reason: 'PausedReconciliation',
        note: `'kratix.io/paused' label set to 'true' for this ${
          label ? 'resource request' : 'promise'
        }; pausing reconciliation`,
        type: 'Warning',
      },
    ],
  };
};

/** After a pause everything runs again. */
const takeUpAfterPause: RequestRule = ({ request, now }) => {
  const { conditions } = request.status ?? {};
  const reconciled = findCondition(conditions, 'Reconciled');
  if (reconciled?.reason !== reconciledConditions.paused.reason) {
    return undefined;
  }
  if (request.metadata.labels?.[labelNames.runFromStart] !== 'true') {
    return {
      act: 'patch-request',
      patch: { metadata: { labels: { [labelNames.runFromStart]: 'true' } } },
    };
  }
  return {
    act: 'patch-status',
    status: {
      conditions: withConditions(
        conditions,
        [reconciledConditions.unpaused],
        now,
      ),
    },
  };
};

const label: RequestRule = ({ request, promise }) =>
  request.metadata.labels?.[labelNames.promise] === promise.name
    ? undefined
    : {
        act: 'patch-request',
        patch: {
          metadata: { labels: { [labelNames.promise]: promise.name } },
        },
      };

/** A request waits for its Promise, once it is seen; requests that run already go on. */
const waitForPromise: RequestRule = ({ request, promise, now }) => {
  const { conditions, workflows } = request.status ?? {};
  const condition = findCondition(conditions, 'PromiseAvailable');
  const type = 'PromiseAvailable';
  if (promise.available) {
    if (condition?.status !== 'False') {
      return undefined;
    }
    const met = {
      type,
      status: 'True' as const,
      reason: 'PromiseAvailable',
      message: 'Promise Requirements are met',
    };
    return {
      act: 'patch-status',
      status: { conditions: withConditions(conditions, [met], now) },
    };
  }
  if (workflows !== undefined) {
    return undefined;
  }
  const missing = {
    type,
    status: 'False' as const,
    reason: 'PromiseRequirementsNotInstalled',
    message: 'Promise Requirements are not installed',
  };
  if (haveConditions(conditions, [missing])) {
    return { act: 'wait' };
  }
  return {
    act: 'patch-status',
    status: {
      message: 'Pending',
      conditions: withConditions(conditions, [missing], now),
    },
  };
};

const waitForRevision: RequestRule = ({ revision, binding }) =>
  revision
    ? undefined
    : {
        act: 'wait',
        events: binding && [
          {
            reason: 'FailedPromiseRevisionLookup',
            note: `no promise revision of version ${binding.spec.version}`,
            type: 'Warning',
          },
        ],
      };

const finalizers: RequestRule = ({ request }) => {
  const present = request.metadata.finalizers ?? [];
  const missing = allFinalizers.filter(name => !present.includes(name));
  return missing.length
    ? {
        act: 'patch-request',
        patch: { metadata: { finalizers: [...present, ...missing] } },
      }
    : undefined;
};

/** Labels that speak to Kratix about the request alone. */
const unboundLabels: string[] = [
  labelNames.manualReconciliation,
  labelNames.runFromStart,
];

/** The labels of the binding: those of the request, and which request it is. */
export function bindingLabels(state: RequestState): Record<string, string> {
  const { request, promise } = state;
  const own = Object.entries(request.metadata.labels ?? {}).filter(
    ([name]) => !unboundLabels.includes(name),
  );
  return {
    ...Object.fromEntries(own),
    [labelNames.promise]: promise.name,
    [labelNames.resource]: request.metadata.name,
  };
}

const bind: RequestRule = state => {
  const { binding } = state;
  if (!binding) {
    return { act: 'create-binding' };
  }
  const present = binding.metadata.labels ?? {};
  const wanted = bindingLabels(state);
  const isSame = Object.entries(wanted).every(
    ([name, value]) => present[name] === value,
  );
  return isSame
    ? undefined
    : { act: 'patch-binding', patch: { metadata: { labels: wanted } } };
};

/** The two labels that ask for a new run from the first pipeline; a Job that runs is stopped. */
const runFromStart: RequestRule = ({ request, revision, jobs, now }) => {
  const asked = [
    labelNames.manualReconciliation,
    labelNames.runFromStart,
  ].filter(name => request.metadata.labels?.[name] === 'true');
  if (!asked.length) {
    return undefined;
  }
  const current = currentJobs(jobs, 'configure');
  if (current.length) {
    return { act: 'supersede-jobs', jobs: current };
  }
  const { workflowsSucceeded = 0, workflowsFailed = 0 } = request.status ?? {};
  if (workflowsSucceeded || workflowsFailed) {
    return {
      act: 'patch-status',
      status: {
        workflowsSucceeded: 0,
        workflowsFailed: 0,
        kratix: {
          workflows: {
            pipelines: pendingPipelines(
              revision?.pipelines.configure ?? [],
              timestamp(now),
            ),
          },
        },
      },
    };
  }
  return {
    act: 'patch-request',
    patch: {
      metadata: { labels: Object.fromEntries(asked.map(name => [name, null])) },
    },
  };
};

const liveRules: RequestRule[] = [
  holdWhilePaused,
  takeUpAfterPause,
  label,
  waitForPromise,
  waitForRevision,
  finalizers,
  bind,
  ...configureRules.start,
  runFromStart,
  ...configureRules.run,
];

const deletedRules: RequestRule[] = [holdWhilePaused, ...deleteRules];

/** What Kratix would do next about a resource request. */
export function nextRequestStep(state: RequestState): RequestStep {
  return firstStep(
    state.request.metadata.deletionTimestamp ? deletedRules : liveRules,
    state,
  );
}
