import { isDeepStrictEqual } from 'node:util';
import {
  apiVersionOf,
  controllerReference,
  objectOf,
  ResourceType,
} from '../kubernetes/objects';
import { resourceTypes } from '../kubernetes/resourceTypes';
import {
  availableConditions,
  ConditionValues,
  findCondition,
  haveConditions,
  isTrue,
  reconciledConditions,
  promiseAvailableConditions,
  timestamp,
  withConditions,
  worksCondition,
} from './conditions';
import {
  ensure,
  firstStep,
  hasLabel,
  hold,
  patch,
  patchLabels,
  remove,
  removeFinalizers,
  Rule,
  Step,
  step,
  Write,
} from './Controller';
import { DerivedCrd } from './crdDerivation';
import { EventNote } from './EventRecorder';
import {
  demoNames,
  finalizerNames,
  labelNames,
  shortHash,
  specHash,
  versionNotSet,
} from './kratixNames';
import {
  KratixPromise,
  PromiseRevision,
  ResourceRequest,
} from './kratixObjects';
import { ClusterObject, controllerRole } from './pipelineAccounts';
import { Requirement, requirementsCondition } from './requirements';
import {
  cleanup,
  holdWhilePaused,
  holdWhileSuspended,
  listPipelines,
  report,
  restart,
  resumeAfterPause,
  runConfigure,
  runDelete,
  WorkflowState,
} from './workflow';

/** A Promise and the objects on which its next step depends. */
export interface PromiseState extends WorkflowState {
  kind: 'promise';
  object: KratixPromise;
  version: string;
  /** Undefined for a Promise without an API. */
  api?: {
    type: ResourceType;
    wanted: DerivedCrd;
    installed?: DerivedCrd;
    hasRole: boolean;
  };
  revisions: PromiseRevision[];
  requirements: Requirement[];
  requests: ResourceRequest[];
  /** The ServiceAccounts, roles and ConfigMaps of the Promise. They are read only for its deletion. */
  accounts: ClusterObject[];
}

type PromiseRule = Rule<PromiseState>;

/** Kratix writes every workflow into the spec when it adds its finalizers. */
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

const keepRevision: PromiseRule = state => {
  const { object, version, revisions, promiseName, promiseSpec } = state;
  const type = resourceTypes.promiseRevision;
  const current = revisions.find(({ spec }) => spec.version === version);
  if (!current) {
    const created = objectOf(
      type,
      {
        name: `${promiseName}-${shortHash(version)}`,
        labels: {
          [labelNames.promise]: promiseName,
          [labelNames.latestRevision]: 'true',
        },
        finalizers: [finalizerNames.requests],
        ownerReferences: [controllerReference(object)],
      },
      {
        spec: {
          promiseRef: { name: promiseName },
          promiseSpec,
          version,
        },
      },
    );
    const note = `Revision ${created.metadata.name} created`;
    return {
      ...step(ensure(type, created)),
      events: [{ reason: 'RevisionCreated', note }],
    };
  }
  if (!isDeepStrictEqual(current.spec.promiseSpec, promiseSpec)) {
    // A merge patch would keep the fields that the Promise no longer has.
    const spec = { ...current.spec, promiseSpec };
    return step(client => client.replace(type, { ...current, spec }));
  }
  const writes = revisions.flatMap(revision => {
    const isLatest = revision === current;
    return [
      ...(hasLabel(revision, labelNames.latestRevision) === isLatest
        ? []
        : [
            patchLabels(type, revision, {
              [labelNames.latestRevision]: isLatest ? 'true' : null,
            }),
          ]),
      ...((revision.status?.latest ?? false) === isLatest
        ? []
        : [
            patch(
              type,
              { ...revision, metadata: { name: revision.metadata.name } },
              { status: { latest: isLatest || null } },
              'status',
            ),
          ]),
    ];
  });
  return writes.length ? step(...writes) : undefined;
};

/** Reports the requirements in the status of the Promise, and the Promise in the status of each required Promise. */
const reportRequirements: PromiseRule = state => {
  const { object, promiseName, requirements } = state;
  if (!requirements.length) {
    return undefined;
  }
  const unmarked = requirements.find(
    ({ promise }) =>
      promise &&
      !promise.status?.requiredBy?.some(
        entry => entry.promise?.name === promiseName,
      ),
  );
  if (unmarked?.promise) {
    const { promise, version: requiredVersion } = unmarked;
    const version = object.metadata.labels?.[labelNames.promiseVersion];
    const requiredBy = [
      ...(promise.status?.requiredBy ?? []),
      { promise: { name: promiseName, version }, requiredVersion },
    ];
    const required = { ...state, object: promise };
    return report(required, { status: { requiredBy } });
  }
  const condition = requirementsCondition(requirements);
  const isFulfilled = condition.status === 'True';
  const status = {
    requiredPromises: requirements.map(({ name, state: found, version }) => ({
      ...(name ? { name } : {}),
      state: found,
      ...(version ? { version } : {}),
    })),
  };
  if (isFulfilled) {
    const note = 'All required promises are available';
    return report(state, { status, conditions: [condition] }, [
      { reason: 'RequirementsFulfilled', note },
    ]);
  }
  const missing = requirements.find(each => !each.isFulfilled);
  const note = `Required Promise ${missing?.name} not installed or unknown state`;
  return report(
    state,
    {
      status: {
        ...status,
        status: 'Unavailable',
        kratix: { status: 'Unavailable' },
      },
      conditions: [
        condition,
        availableConditions.unavailable,
        reconciledConditions.requirementsMissing,
      ],
    },
    [{ reason: condition.reason, note }],
  );
};

/** Writes the kind into the status when the API server serves it. Users cannot request it yet. */
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

const waitForRequirements: PromiseRule = ({
  requirements,
  recheckMilliseconds,
}) =>
  requirements.every(({ isFulfilled }) => isFulfilled)
    ? undefined
    : { afterMilliseconds: recheckMilliseconds };

/** This label makes a request run again. A request waits while its Promise is not available. */
function runAgain(
  state: PromiseState,
  type: ResourceType,
  request: ResourceRequest,
): Write[] {
  const { object, now, promiseName } = state;
  const { missing } = promiseAvailableConditions;
  const conditions = withConditions(request.status, [missing], now);
  const waiting = { message: 'Pending', conditions };
  return [
    ...(object.status?.status === 'Available'
      ? []
      : [patch(type, request, { status: waiting }, 'status')]),
    patchLabels(type, request, {
      [labelNames.promise]: promiseName,
      [labelNames.runFromStart]: 'true',
    }),
  ];
}

/**
 * Makes all requests run again after a pause or a change of the Promise. Kratix does this before the first run of the pipelines and after each later
 * run, but never in the first generation of a Promise.
 */
function reconcileRequests(isBeforeFirstRun: boolean): PromiseRule {
  return state => {
    const { object, type, api, requests } = state;
    const { generation = 1 } = object.metadata;
    const { observedGeneration, kratix } = object.status ?? {};
    const hasRun = kratix?.workflows?.pipelines !== undefined;
    const isNew = generation !== 1 && observedGeneration !== generation;
    const isAsked = hasLabel(object, labelNames.reconcileResources);
    if (!api || hasRun === isBeforeFirstRun || (!isNew && !isAsked)) {
      return undefined;
    }
    const observed = report(state, {
      status: generation === 1 ? {} : { observedGeneration: generation },
    });
    const note = 'Reconciling all resource requests';
    return {
      writes: [
        ...requests.flatMap(request => runAgain(state, api.type, request)),
        ...(observed?.writes ?? []),
        ...(isAsked
          ? [
              patchLabels(type, object, {
                [labelNames.reconcileResources]: null,
              }),
            ]
          : []),
      ],
      events: [{ reason: 'ReconcilingResources', note }],
    };
  };
}

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

const liveRules: PromiseRule[] = [
  holdWhilePaused,
  addFinalizers,
  reportVersion,
  installCrd,
  keepRevision,
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
  reportReconciled,
];

function removeAll(objects: ClusterObject[]): Step {
  const left = objects.filter(
    ({ object }) => !object.metadata.deletionTimestamp,
  );
  return step(...left.map(({ type, object }) => remove(type, object)));
}

const deletedRules: PromiseRule[] = [
  holdWhilePaused,
  holdWhileSuspended,
  runDelete,
  cleanup<PromiseState>(
    finalizerNames.workflows,
    ({ jobs }) => !jobs.length,
    ({ jobs }) =>
      removeAll(jobs.map(object => ({ type: resourceTypes.job, object }))),
  ),
  cleanup<PromiseState>(
    finalizerNames.requests,
    ({ requests }) => !requests.length,
    ({ api, requests, recheckMilliseconds }) => ({
      ...removeAll(requests.map(object => ({ type: api!.type, object }))),
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
    ({ accounts }) => removeAll(accounts),
  ),
  cleanup<PromiseState>(
    finalizerNames.dependencies,
    ({ works }) => !works.length,
    ({ works }) =>
      removeAll(works.map(object => ({ type: resourceTypes.work, object }))),
  ),
  cleanup<PromiseState>(
    finalizerNames.crd,
    ({ api }) => !api?.installed,
    ({ api }) =>
      step(remove(resourceTypes.customResourceDefinition, api!.wanted)),
  ),
];

/** Decides the next step for a Promise. */
export function nextPromiseStep(state: PromiseState): Step {
  const isDeleted = state.object.metadata.deletionTimestamp !== undefined;
  return firstStep(isDeleted ? deletedRules : liveRules, state);
}
