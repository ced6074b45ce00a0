import { apiVersionOf } from '../kubernetes/objects';
import { resourceTypes } from '../kubernetes/resourceTypes';
import {
  ensure,
  firstStep,
  hold,
  patch,
  remove,
  removeFinalizers,
  Step,
  step,
} from './Controller';
import { cleanup, removeAll, runDelete } from './deleteRules';
import { EventNote } from './EventRecorder';
import {
  availableConditions,
  ConditionValues,
  findCondition,
  haveConditions,
  isTrue,
  reconciledConditions,
  timestamp,
  worksCondition,
} from './kratixConditions';
import {
  demoNames,
  finalizerNames,
  specHash,
  versionNotSet,
} from './kratixNames';
import {
  holdWhilePaused,
  holdWhileSuspended,
  resumeAfterPause,
} from './pauseRules';
import { controllerRole } from './pipelineAccounts';
import { PromiseRule, PromiseState } from './PromiseState';
import { reconcileRequests } from './reconcileRequests';
import { reportRequirements, waitForRequirements } from './requirementRules';
import { keepRevision } from './revisionRules';
import { listPipelines, restart, runConfigure } from './workflow';
import { report } from './WorkflowState';

/** When Kratix adds its finalizers to a Promise, it also writes all workflows into the spec, even empty ones. */
const addFinalizers: PromiseRule = ({ object, type, api, pipelines }) => {
  const { requests, dynamicController, crd, dependencies, workflows } =
    finalizerNames;
  const { deleteWorkflows, revision } = finalizerNames;
  const wanted: string[] = [
    ...(api ? [requests, dynamicController, crd] : []),
    dependencies,
    workflows,
    ...(pipelines.delete.length ? [deleteWorkflows] : []),
    revision,
  ];
  const present = object.metadata.finalizers ?? [];
  if (wanted.every(name => present.includes(name))) {
    return undefined;
  }
  const finalizers = [...new Set([...present, ...wanted])];
  const { config, promise, resource } = object.spec?.workflows ?? {};
  const all = { config: config ?? {}, promise: promise ?? {} };
  return step(
    patch(type, object, {
      metadata: { finalizers },
      spec: { workflows: { ...all, resource: resource ?? {} } },
    }),
  );
};

const reportVersion: PromiseRule = state => {
  const { version } = state;
  return version === versionNotSet
    ? undefined
    : report(state, { status: { version, kratix: { version } } });
};

/** Names and scope of an installed CRD stay as they are. */
const installCrd: PromiseRule = ({ api }) => {
  if (!api) {
    return undefined;
  }
  const { wanted, installed } = api;
  const type = resourceTypes.customResourceDefinition;
  const annotations = { [demoNames.applied]: specHash(wanted) };
  const { labels } = wanted.metadata;
  if (!installed) {
    const metadata = { ...wanted.metadata, annotations };
    return step(ensure(type, { ...wanted, metadata }));
  }
  const { versions, conversion } = wanted.spec;
  const applied = installed.metadata.annotations?.[demoNames.applied];
  return applied === annotations[demoNames.applied]
    ? undefined
    : step(
        patch(type, installed, {
          metadata: { labels, annotations },
          spec: { versions, ...(conversion ? { conversion } : {}) },
        }),
      );
};

/** Writes the kind into the status when the API server serves the kind. Users cannot request it yet. */
const announceApi: PromiseRule = state => {
  const { api, object } = state;
  if (!api) {
    return undefined;
  }
  if (!isTrue(api.installed?.status, 'Established')) {
    return hold;
  }
  const apiVersion = apiVersionOf(api.type).toLowerCase();
  const { kind } = api.type;
  const isFirst = !findCondition(object.status, 'Available');
  const availability = isFirst ? { status: 'Unavailable' } : {};
  return report(state, {
    status: {
      apiVersion,
      kind,
      ...availability,
      kratix: { apiVersion, kind, ...availability },
    },
    conditions: isFirst ? [availableConditions.unavailable] : [],
  });
};

const createRole: PromiseRule = ({ api, object }) =>
  api && !api.hasRole
    ? step(
        ...controllerRole(object, api.type).map(role =>
          ensure(role.type, role.object),
        ),
      )
    : undefined;

const countPipelines: PromiseRule = state =>
  report(state, { status: { workflows: state.pipelines.configure.length } });

const becomeAvailable: PromiseRule = state => {
  const { object, now } = state;
  const { available } = availableConditions;
  const lastAvailableTime = timestamp(now);
  if (
    object.status?.status === 'Available' &&
    haveConditions(object.status, [available])
  ) {
    return undefined;
  }
  return report(
    state,
    {
      status: {
        status: 'Available',
        lastAvailableTime,
        kratix: { status: 'Available', lastAvailableTime },
      },
      conditions: [available],
    },
    [{ reason: 'Available', note: 'Promise is available' }],
  );
};

/** Without pipelines, Kratix leaves the condition Reconciled as it is. */
const reportReconciled: PromiseRule = state => {
  const { object, pipelines, works } = state;
  const condition = worksCondition(works, 'promise');
  const isDone = pipelines.configure.length > 0 && condition.status === 'True';
  const conditions: ConditionValues[] = [
    condition,
    ...(isDone ? [reconciledConditions.done] : []),
  ];
  const events: EventNote[] = [];
  if (!haveConditions(object.status, [condition])) {
    events.push({ reason: condition.reason, note: condition.message });
  }
  if (isDone) {
    events.push(
      { reason: 'ReconcileSucceeded', note: 'Successfully reconciled' },
      { reason: 'ConfigureWorkflowCompleted', note: 'All workflows completed' },
    );
  }
  return report(state, { conditions }, events);
};

/**
 * Kratix creates the first revision of a Promise at the start if the Promise offers an API or requires other Promises. For any other Promise it creates the
 * revision when the Promise is available. So a requirement on a Promise without an API is never reported as installed but not available.
 */
const isRevisedAtStart = ({ api, requirements }: PromiseState) =>
  api !== undefined || requirements.length > 0;

const keepRevisionAtStart: PromiseRule = state =>
  isRevisedAtStart(state) ? keepRevision(state) : undefined;

const keepRevisionWhenAvailable: PromiseRule = state =>
  isRevisedAtStart(state) ? undefined : keepRevision(state);

const liveRules: PromiseRule[] = [
  holdWhilePaused,
  addFinalizers,
  reportVersion,
  installCrd,
  keepRevisionAtStart,
  reportRequirements,
  announceApi,
  createRole,
  countPipelines,
  waitForRequirements,
  holdWhileSuspended,
  resumeAfterPause,
  reconcileRequests(true),
  listPipelines,
  restart,
  runConfigure,
  reconcileRequests(false),
  becomeAvailable,
  keepRevisionWhenAvailable,
  reportReconciled,
];

const deletedRules: PromiseRule[] = [
  holdWhilePaused,
  holdWhileSuspended,
  runDelete,
  cleanup<PromiseState>(
    finalizerNames.workflows,
    ({ jobs }) => !jobs.length,
    ({ jobs }) => removeAll(resourceTypes.job, jobs),
  ),
  cleanup<PromiseState>(
    finalizerNames.requests,
    ({ requests }) => !requests.length,
    ({ api, requests, recheckMilliseconds }) => ({
      ...removeAll(api!.type, requests),
      afterMilliseconds: recheckMilliseconds / 5,
    }),
  ),
  cleanup<PromiseState>(
    finalizerNames.revision,
    ({ revisions }) => !revisions.length,
    ({ revisions }) =>
      step(
        ...revisions.flatMap(object => [
          remove(resourceTypes.promiseRevision, object),
          removeFinalizers(resourceTypes.promiseRevision, object),
        ]),
      ),
  ),
  cleanup<PromiseState>(
    finalizerNames.dynamicController,
    ({ accounts }) => !accounts.length,
    ({ accounts }) =>
      step(
        ...accounts
          .filter(({ object }) => !object.metadata.deletionTimestamp)
          .map(({ type, object }) => remove(type, object)),
      ),
  ),
  cleanup<PromiseState>(
    finalizerNames.dependencies,
    ({ works }) => !works.length,
    ({ works }) => removeAll(resourceTypes.work, works),
  ),
  cleanup<PromiseState>(
    finalizerNames.crd,
    ({ api }) => !api?.installed,
    ({ api }) =>
      step(remove(resourceTypes.customResourceDefinition, api!.wanted)),
  ),
];

/** Returns the next step for a Promise. */
export function nextPromiseStep(state: PromiseState): Step {
  const isDeleted = state.object.metadata.deletionTimestamp !== undefined;
  return firstStep(isDeleted ? deletedRules : liveRules, state);
}
