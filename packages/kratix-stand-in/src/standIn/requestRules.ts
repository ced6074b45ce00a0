import { objectOf } from '../kubernetes/objects';
import { resourceTypes } from '../kubernetes/resourceTypes';
import {
  ConditionValues,
  findCondition,
  haveConditions,
  promiseAvailableConditions,
  reconciledConditions,
  upgradeConditions,
  withConditions,
  workflowConditions,
  worksCondition,
} from './kratixConditions';
import {
  ensure,
  firstStep,
  patch,
  patchLabels,
  remove,
  Rule,
  Step,
  step,
} from './Controller';
import { EventNote } from './EventRecorder';
import {
  finalizerNames,
  labelNames,
  nameWithSuffix,
  shortHash,
} from './kratixNames';
import { ResourceBinding, ResourceRequest } from './kratixObjects';
import { cleanup, removeAll, runDelete } from './deleteRules';
import {
  holdWhilePaused,
  holdWhileSuspended,
  resumeAfterPause,
} from './pauseRules';
import { latestJob, listPipelines, restart, runConfigure } from './workflow';
import { report, WorkflowState } from './WorkflowState';

/** A resource request and the objects on which its next step depends. */
export interface RequestState extends WorkflowState {
  kind: 'resource';
  object: ResourceRequest;
  isPromiseAvailable: boolean;
  binding?: ResourceBinding;
  /** The version of the Promise that serves the request; undefined if the version in the binding does not exist. */
  version?: string;
}

type RequestRule = Rule<RequestState>;

const label: RequestRule = ({ object, type, promiseName }) =>
  object.metadata.labels?.[labelNames.promise] === promiseName
    ? undefined
    : step(patchLabels(type, object, { [labelNames.promise]: promiseName }));

/** Kratix does not watch the Promise for its requests. It reconciles the requests again after a minute. */
const waitForPromise: RequestRule = state => {
  const { isPromiseAvailable, object, now, recheckMilliseconds } = state;
  const { met, missing } = promiseAvailableConditions;
  const condition = findCondition(object.status, met.type);
  if (condition?.status !== 'False') {
    return isPromiseAvailable
      ? undefined
      : report(state, {
          status: { message: 'Pending' },
          conditions: [missing],
        });
  }
  const due = Date.parse(condition.lastTransitionTime) + recheckMilliseconds;
  if (isPromiseAvailable && due <= now.getTime()) {
    return report(state, { conditions: [met] });
  }
  const left = due - now.getTime();
  return { afterMilliseconds: left > 0 ? left : recheckMilliseconds };
};

const addFinalizers: RequestRule = ({ object, type }) => {
  const { work, workflows, deleteWorkflows, binding } = finalizerNames;
  const { finalizers: present = [] } = object.metadata;
  const missing = [work, workflows, deleteWorkflows, binding].filter(
    name => !present.includes(name),
  );
  const finalizers = [...present, ...missing];
  return missing.length
    ? step(patch(type, object, { metadata: { finalizers } }))
    : undefined;
};

/** The labels that Kratix does not copy to the binding. */
const unboundLabels: string[] = [
  labelNames.manualReconciliation,
  labelNames.runFromStart,
];

/** Creates the ResourceBinding, and keeps its labels equal to those of the request. */
const bind: RequestRule = ({ object, promiseName, binding }) => {
  const { name, namespace = '', uid = '', labels = {} } = object.metadata;
  const copied = Object.entries(labels).filter(
    ([key]) => !unboundLabels.includes(key),
  );
  const wanted: Record<string, string> = {
    ...Object.fromEntries(copied),
    [labelNames.promise]: promiseName,
    [labelNames.resource]: name,
  };
  const type = resourceTypes.resourceBinding;
  if (!binding) {
    const created = objectOf(
      type,
      {
        name: nameWithSuffix([name, promiseName], shortHash(uid)),
        namespace,
        labels: wanted,
      },
      {
        spec: {
          version: 'latest',
          promiseRef: { name: promiseName },
          resourceRef: { name, namespace },
        },
      },
    );
    const note = `Binding ${created.metadata.name} created for promise ${promiseName} version latest`;
    return {
      ...step(ensure(type, created)),
      events: [{ reason: 'BindingCreated', note }],
    };
  }
  const { labels: present = {} } = binding.metadata;
  const changed = [...Object.keys(present), ...Object.keys(wanted)].filter(
    key => present[key] !== wanted[key],
  );
  return changed.length
    ? step(
        patchLabels(
          type,
          binding,
          Object.fromEntries(changed.map(key => [key, wanted[key] ?? null])),
        ),
      )
    : undefined;
};

function patchBinding(
  { binding, now }: RequestState,
  status: object,
  conditions: ConditionValues[],
) {
  const body = conditions.length
    ? {
        ...status,
        conditions: withConditions(binding!.status, conditions, now),
      }
    : status;
  const type = resourceTypes.resourceBinding;
  return patch(type, binding!, { status: body }, 'status');
}

/** A different version in the binding starts an upgrade, even if that version does not exist. */
const startUpgrade: RequestRule = state => {
  const { object, type, binding } = state;
  const { version = 'latest' } = binding?.spec ?? {};
  const { lastAppliedVersion, failedVersion } = binding?.status ?? {};
  const wanted = [upgradeConditions.inProgress(version)];
  if (
    version === 'latest' ||
    !lastAppliedVersion ||
    [lastAppliedVersion, failedVersion].includes(version) ||
    haveConditions(binding?.status, wanted)
  ) {
    return undefined;
  }
  return step(
    patchBinding(state, {}, wanted),
    patchLabels(type, object, { [labelNames.manualReconciliation]: 'true' }),
  );
};

const waitForRevision: RequestRule = ({ version, binding, promiseName }) => {
  const note = `cannot find a PromiseRevision for Promise ${promiseName} with version ${binding?.spec.version}: promise revision not found`;
  return version
    ? undefined
    : {
        events: [
          { reason: 'FailedPromiseRevisionLookup', note, type: 'Warning' },
        ],
      };
};

/** Sets the condition of an upgrade in progress when the first pipeline of the new version runs. A new attempt of a version that failed does not set it. */
const reportUpgrade: RequestRule = state => {
  const { object, binding, version = '' } = state;
  const { lastAppliedVersion, failedVersion } = binding?.status ?? {};
  const [first] = object.status?.kratix?.workflows?.pipelines ?? [];
  const isUpgrade = failedVersion
    ? failedVersion !== version
    : lastAppliedVersion && lastAppliedVersion !== version;
  const wanted = [upgradeConditions.inProgress(version)];
  const isReported = !failedVersion && haveConditions(binding?.status, wanted);
  return first?.phase === 'Running' && isUpgrade && !isReported
    ? step(patchBinding(state, { failedVersion: null }, wanted))
    : undefined;
};

/** Sets the condition of a failed upgrade when a run of a version fails that was never applied. */
const reportFailedUpgrade: RequestRule = state => {
  const { object, binding, version, hash } = state;
  const reported = findCondition(object.status, 'ConfigureWorkflowCompleted');
  const { lastAppliedVersion, failedVersion } = binding?.status ?? {};
  const job = latestJob(state, 'configure');
  if (
    reported?.reason !== workflowConditions.failed('').reason ||
    job?.metadata.labels?.[labelNames.hash] !== hash ||
    [lastAppliedVersion, failedVersion].includes(version)
  ) {
    return undefined;
  }
  const failed = upgradeConditions.failed(reported.message);
  return step(patchBinding(state, { failedVersion: version }, [failed]));
};

/** While the Works of the first run are pending, Reconciled keeps the reason WorkflowPending. */
function reconciledFor(
  { object }: RequestState,
  works: ConditionValues,
): ConditionValues {
  const { done, worksFailing, workflowPending, worksPending } =
    reconciledConditions;
  if (works.status !== 'Unknown') {
    return works.status === 'True' ? done : worksFailing;
  }
  const { reason } = findCondition(object.status, 'Reconciled') ?? {};
  return reason === workflowPending.reason ? workflowPending : worksPending;
}

/** Reports the end of a run, when all pipelines have succeeded or the workflow has no pipelines. */
const reportDone: RequestRule = state => {
  const { object, binding, version, promiseName } = state;
  const { status } = object;
  const job = latestJob(state, 'configure');
  const finished = job?.status?.completionTime;
  const times = finished && { lastSuccessfulConfigureWorkflowTime: finished };
  const works = worksCondition(state.works, 'resource');
  const reconciled = reconciledFor(state, works);
  const conditions = job ? [works, reconciled] : [];
  const resourceBindingVersion = binding?.spec.version;
  const events: EventNote[] = [];
  if (job && works.status !== 'Unknown' && !haveConditions(status, [works])) {
    const type = works.status === 'True' ? 'Normal' : 'Warning';
    events.push({ reason: works.reason, note: works.message, type });
  }
  const isDone = job && reconciled.status === 'True';
  if (isDone && !haveConditions(status, [reconciled])) {
    const note = 'Successfully reconciled';
    events.push({ reason: 'ReconcileSucceeded', note });
  }
  if (status?.resourceBindingVersion !== resourceBindingVersion) {
    const note = `Resource binding version updated to ${resourceBindingVersion}`;
    events.push({ reason: 'ResourceBindingVersionUpdated', note });
    if (!isDone) {
      const reason = 'ReconcileSucceeded';
      const what = `promise ${promiseName} version ${version}`;
      events.push({ reason, note: `Resource request reconciled with ${what}` });
    }
  }
  return report(
    state,
    {
      status: {
        observedGeneration: object.metadata.generation,
        promiseVersion: version,
        resourceBindingVersion,
        ...times,
        ...(times ? { kratix: { workflows: times } } : {}),
      },
      conditions,
    },
    events,
  );
};

/** Records the version that was applied. It sets a condition only for an upgrade, and not for the first version. */
const reportApplied: RequestRule = state => {
  const { binding, version = '' } = state;
  const { lastAppliedVersion, failedVersion, conditions } =
    binding?.status ?? {};
  const isUpgrade = lastAppliedVersion && lastAppliedVersion !== version;
  const complete =
    conditions?.length || isUpgrade
      ? [upgradeConditions.complete(version)]
      : [];
  const isReported =
    lastAppliedVersion === version &&
    !failedVersion &&
    haveConditions(binding?.status, complete);
  return isReported
    ? undefined
    : step(
        patchBinding(
          state,
          { lastAppliedVersion: version, failedVersion: null },
          complete,
        ),
      );
};

const liveRules: RequestRule[] = [
  holdWhilePaused,
  label,
  waitForPromise,
  addFinalizers,
  bind,
  startUpgrade,
  waitForRevision,
  holdWhileSuspended,
  resumeAfterPause,
  listPipelines,
  restart,
  reportUpgrade,
  reportFailedUpgrade,
  runConfigure,
  reportDone,
  reportApplied,
];

const deletedRules: RequestRule[] = [
  holdWhilePaused,
  holdWhileSuspended,
  runDelete,
  cleanup<RequestState>(
    finalizerNames.work,
    ({ works }) => works.length === 0,
    ({ works }) => removeAll(resourceTypes.work, works),
  ),
  cleanup<RequestState>(
    finalizerNames.workflows,
    ({ jobs }) => jobs.length === 0,
    ({ jobs }) => removeAll(resourceTypes.job, jobs),
  ),
  cleanup<RequestState>(
    finalizerNames.binding,
    ({ binding }) => !binding,
    ({ binding }) => step(remove(resourceTypes.resourceBinding, binding!)),
  ),
];

/** Returns the next step for a resource request. */
export function nextRequestStep(state: RequestState): Step {
  const isDeleted = state.object.metadata.deletionTimestamp !== undefined;
  return firstStep(isDeleted ? deletedRules : liveRules, state);
}
