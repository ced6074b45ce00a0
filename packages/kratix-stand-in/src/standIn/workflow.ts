import { isDeepStrictEqual } from 'node:util';
import {
  isObject,
  KubernetesObject,
  ResourceType,
} from '../kubernetes/objects';
import { resourceTypes } from '../kubernetes/resourceTypes';
import {
  availableConditions,
  ConditionValues,
  findCondition,
  haveConditions,
  reconciledConditions,
  timestamp,
  withConditions,
  workflowConditions,
} from './conditions';
import {
  hasLabel,
  hold,
  patch,
  patchLabels,
  Rule,
  Step,
  step,
  Write,
} from './Controller';
import { EventNote } from './EventRecorder';
import { demoNames, finalizerNames, labelNames } from './kratixNames';
import {
  Job,
  PipelineStatus,
  PromiseSpec,
  Work,
  WorkflowStatus,
} from './kratixObjects';
import { startPipeline } from './pipelineJob';
import { PipelineRun } from './PipelineRun';
import { Pipeline, WorkflowAction, WorkflowType } from './pipelines';

/** A Promise or a resource request and the objects on which the next step of its workflows depends. It is read for each step. */
export interface WorkflowState {
  kind: WorkflowType;
  now: Date;
  object: KubernetesObject & { status?: WorkflowStatus };
  type: ResourceType;
  promiseName: string;
  /** The spec of the Promise, in the version that serves the object. */
  promiseSpec: PromiseSpec;
  /** Why reconciliation is paused, in the words of Kratix's Event. */
  paused?: string;
  pipelines: Record<WorkflowAction, Pipeline[]>;
  /** The namespace in which the pipelines run. */
  namespace: string;
  /** The Jobs of all workflows of the object, and its Works, in all namespaces. */
  jobs: Job[];
  works: Work[];
  /** Identifies the specs that a Job is made for. */
  hash: string;
  /** The time after which the object is reconciled again while it waits for another object: 60 s in Kratix. */
  recheckMilliseconds: number;
}

type WorkflowRule = Rule<WorkflowState>;

/** Whether `present` has all values of `wanted`; null stands for an absent field. */
function includes(present: unknown, wanted: object): boolean {
  return Object.entries(wanted).every(([key, value]) => {
    const found = isObject(present) ? present[key] : undefined;
    return isObject(value)
      ? includes(found, value)
      : isDeepStrictEqual(found ?? null, value ?? null);
  });
}

/** Returns a step that writes the missing values into the status, or undefined if none are missing. */
export function report(
  state: WorkflowState,
  wanted: { status?: object; conditions?: ConditionValues[] },
  events: EventNote[] = [],
): Step | undefined {
  const { object, type, now, kind } = state;
  const { status: present } = object;
  const { status = {}, conditions = [] } = wanted;
  if (haveConditions(present, conditions) && includes(present, status)) {
    return undefined;
  }
  // The schema of Promises requires the counters in every status.
  const {
    workflows = 0,
    workflowsSucceeded = 0,
    workflowsFailed = 0,
  } = present ?? {};
  const required =
    kind === 'promise'
      ? { workflows, workflowsSucceeded, workflowsFailed }
      : {};
  const { kratix, ...rest } = status as { kratix?: object };
  const body = {
    ...required,
    ...rest,
    ...(kind === 'promise' || kratix
      ? { kratix: { workflows: {}, ...kratix } }
      : {}),
    ...(conditions.length
      ? { conditions: withConditions(present, conditions, now) }
      : {}),
  };
  return { ...step(patch(type, object, { status: body }, 'status')), events };
}

function phasesOf({ object }: WorkflowState): PipelineStatus[] {
  return object.status?.kratix?.workflows?.pipelines ?? [];
}

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

function hasCondition(job: Job, type: 'Complete' | 'Failed') {
  return job.status?.conditions?.some(
    condition => condition.type === type && condition.status === 'True',
  );
}

/** Returns the Job that was created last, which shows how far a workflow is. */
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
function stop(job: Job | undefined): Write[] {
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

function start(
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

/** Stops all later rules for a paused object, even when it is being deleted. */
export const holdWhilePaused: WorkflowRule = state => {
  const { paused, kind } = state;
  if (!paused) {
    return undefined;
  }
  const isPromise = kind === 'promise';
  const unavailable = {
    status: 'Unavailable',
    kratix: { status: 'Unavailable' },
  };
  const note = `'${labelNames.paused}' label set to 'true' for ${paused}`;
  return (
    report(
      state,
      {
        status: isPromise ? unavailable : {},
        conditions: [
          reconciledConditions.paused,
          ...(isPromise ? [availableConditions.paused] : []),
        ],
      },
      [{ reason: 'PausedReconciliation', note, type: 'Warning' }],
    ) ?? hold
  );
};

/** After a pause everything runs again. Kratix does not repair the conditions of a Promise without pipelines. */
export const resumeAfterPause: WorkflowRule = state => {
  const { object, type, kind, pipelines } = state;
  const reconciled = findCondition(object.status, 'Reconciled');
  const isLeftBehind = kind === 'promise' && !pipelines.configure.length;
  if (
    reconciled?.reason !== reconciledConditions.paused.reason ||
    isLeftBehind
  ) {
    return undefined;
  }
  const reported = report(state, {
    conditions: [reconciledConditions.unpaused],
  });
  const labels = {
    [labelNames.runFromStart]: 'true',
    ...(kind === 'promise' ? { [labelNames.reconcileResources]: 'true' } : {}),
  };
  return step(...(reported?.writes ?? []), patchLabels(type, object, labels));
};

/** A suspended workflow continues when its label is removed, after `nextRetryAt`, or from the start when the spec changes. */
export const holdWhileSuspended: WorkflowRule = state => {
  const { object, type, kind, now } = state;
  if (!hasLabel(object, labelNames.suspended)) {
    return undefined;
  }
  const { generation, deletionTimestamp } = object.metadata;
  const { suspendedGeneration = generation } =
    object.status?.kratix?.workflows ?? {};
  if (suspendedGeneration !== generation && !deletionTimestamp) {
    const labels = {
      [labelNames.suspended]: null,
      [labelNames.runFromStart]: 'true',
    };
    return step(patchLabels(type, object, labels));
  }
  const nextRetry = phasesOf(state)
    .filter(({ phase }) => phase === 'Suspended')
    .map(({ nextRetryAt }) => nextRetryAt && Date.parse(nextRetryAt))[0];
  if (nextRetry && nextRetry <= now.getTime()) {
    return step(patchLabels(type, object, { [labelNames.suspended]: null }));
  }
  const what = kind === 'promise' ? 'promise' : 'resource request';
  const note = `'${labelNames.suspended}' label set to 'true' for ${what}; skipping reconciliation`;
  return (
    report(
      state,
      {
        conditions: [
          reconciledConditions.suspended,
          ...(kind === 'promise' ? [availableConditions.suspended] : []),
          ...(deletionTimestamp ? [workflowConditions.deleteSuspended] : []),
        ],
      },
      [{ reason: 'WorkflowSuspended', note, type: 'Warning' }],
    ) ?? (nextRetry ? { afterMilliseconds: nextRetry - now.getTime() } : hold)
  );
};

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

/** Two labels start a new run from the first pipeline; they stop a Job that runs. */
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

export function hasFinalizer({ object }: WorkflowState, finalizer: string) {
  return object.metadata.finalizers?.includes(finalizer) ?? false;
}

function withoutFinalizer({ object, type }: WorkflowState, finalizer: string) {
  const { finalizers = [] } = object.metadata;
  const others = finalizers.filter(name => name !== finalizer);
  return step(patch(type, object, { metadata: { finalizers: others } }));
}

/** Returns a rule that deletes the objects of a finalizer and then removes the finalizer. */
export function cleanup<State extends WorkflowState>(
  finalizer: string,
  isGone: (state: State) => boolean,
  remove: Rule<State>,
): Rule<State> {
  return state => {
    if (!hasFinalizer(state, finalizer)) {
      return undefined;
    }
    return isGone(state)
      ? withoutFinalizer(state, finalizer)
      : (remove(state) ?? hold);
  };
}

/** Runs the first delete pipeline, the only one that Kratix runs. Its phase stays `Running`, also when it has failed. */
export const runDelete: WorkflowRule = state => {
  const { object, type, now } = state;
  if (!hasFinalizer(state, finalizerNames.deleteWorkflows)) {
    return undefined;
  }
  const [pipeline] = state.pipelines.delete;
  if (!pipeline) {
    return withoutFinalizer(state, finalizerNames.deleteWorkflows);
  }
  const job = latestJob(state, 'delete');
  const label = labelNames.manualReconciliation;
  if (hasLabel(object, label)) {
    const unlabel = patchLabels(type, object, { [label]: null });
    return start(state, 'delete', 0, stop(job), [unlabel]);
  }
  const [listed] = phasesOf(state);
  if (!job || listed?.phase === 'Suspended') {
    const { name } = pipeline.metadata;
    const lastTransitionTime = timestamp(now);
    const pipelines = [{ name, phase: 'Running', lastTransitionTime }];
    const reported = report(state, {
      status: { kratix: { workflows: { pipelines } } },
    });
    return start(state, 'delete', 0, reported?.writes);
  }
  if (hasCondition(job, 'Failed')) {
    const { message } = workflowConditions.deleteFailed;
    return (
      report(state, { conditions: [workflowConditions.deleteFailed] }, [
        { reason: 'Failed Pipeline', note: message, type: 'Warning' },
      ]) ?? hold
    );
  }
  return hasCondition(job, 'Complete')
    ? withoutFinalizer(state, finalizerNames.deleteWorkflows)
    : hold;
};
