import { isDeepStrictEqual } from 'node:util';
import {
  ConditionValues,
  findCondition,
  haveConditions,
  reconciledConditions,
  withConditions,
} from './conditions';
import { apiVersionOf } from '../kubernetes/objects';
import { labelNames, promiseFinalizers, versionNotSet } from './kratixNames';
import { PromiseRule, PromiseState, PromiseStep } from './promiseState';
import { promiseConfigureRules } from './promiseConfigureRules';
import { promiseDeleteRules } from './promiseDeleteRules';
import { areFulfilled, requirementsCondition } from './requirements';

/** The schema of Promises asks for all three in every status. */
function counters({ promise }: PromiseState) {
  const { workflows, workflowsSucceeded, workflowsFailed } =
    promise.status ?? {};
  return {
    workflows: workflows ?? 0,
    workflowsSucceeded: workflowsSucceeded ?? 0,
    workflowsFailed: workflowsFailed ?? 0,
  };
}

const holdWhilePaused: PromiseRule = state => {
  const { promise, now } = state;
  if (promise.metadata.labels?.[labelNames.paused] !== 'true') {
    return undefined;
  }
  const { conditions } = promise.status ?? {};
  const wanted = [reconciledConditions.paused];
  if (haveConditions(conditions, wanted)) {
    return { act: 'wait' };
  }
  return {
    act: 'patch-status',
    status: {
      ...counters(state),
      conditions: withConditions(conditions, wanted, now),
    },
    events: [
      {
        reason: 'PausedReconciliation',
        note: "'kratix.io/paused' label set to 'true' for this promise; pausing reconciliation",
        type: 'Warning',
      },
    ],
  };
};

/** Kratix writes Promises back as it reads them, with every workflow named. */
const finalizers: PromiseRule = ({ promise, api, pipelines }) => {
  const wanted: string[] = [
    ...(api
      ? [
          promiseFinalizers.requests,
          promiseFinalizers.dynamicController,
          promiseFinalizers.crd,
        ]
      : []),
    promiseFinalizers.dependencies,
    promiseFinalizers.workflows,
    ...(pipelines.delete.length ? [promiseFinalizers.deleteWorkflows] : []),
    promiseFinalizers.revision,
  ];
  const present = promise.metadata.finalizers ?? [];
  if (wanted.every(name => present.includes(name))) {
    return undefined;
  }
  const others = present.filter(name => !wanted.includes(name));
  const { config, promise: own, resource } = promise.spec?.workflows ?? {};
  return {
    act: 'patch-promise',
    patch: {
      metadata: { finalizers: [...others, ...wanted] },
      spec: {
        workflows: {
          config: config ?? {},
          promise: own ?? {},
          resource: resource ?? {},
        },
      },
    },
  };
};

const version: PromiseRule = state => {
  const { promise } = state;
  if (state.version === versionNotSet) {
    return undefined;
  }
  return promise.status?.version === state.version
    ? undefined
    : {
        act: 'patch-status',
        status: {
          ...counters(state),
          version: state.version,
          kratix: {
            version: state.version,
            workflows: promise.status?.kratix?.workflows ?? {},
          },
        },
      };
};

const installCrd: PromiseRule = ({ api }) =>
  api && !api.isApplied ? { act: 'apply-crd' } : undefined;

const revision: PromiseRule = state => {
  const current = state.revisions.find(
    ({ spec }) => spec.version === state.version,
  );
  if (!current) {
    return { act: 'create-revision' };
  }
  const { name, finalizers: present = [] } = current.metadata;
  if (!isDeepStrictEqual(current.spec.promiseSpec, state.promise.spec ?? {})) {
    // A merge patch would keep what the Promise no longer has.
    const spec = { ...current.spec, promiseSpec: state.promise.spec ?? {} };
    return { act: 'replace-revision', revision: { ...current, spec } };
  }
  const finalizer = promiseFinalizers.requests;
  if (state.api && !present.includes(finalizer)) {
    const patch = { metadata: { finalizers: [...present, finalizer] } };
    return { act: 'patch-revision', name, patch };
  }
  return markLatest(state, name);
};

/** The label and the status say which revision is the newest: of that one, and no other. */
function markLatest(
  { revisions }: PromiseState,
  latest: string,
): PromiseStep | undefined {
  for (const { metadata, status } of revisions) {
    const isLatest = metadata.name === latest;
    const { name, labels } = metadata;
    const label = labelNames.latestRevision;
    if ((labels?.[label] === 'true') !== isLatest) {
      const patch = {
        metadata: { labels: { [label]: isLatest ? 'true' : null } },
      };
      return { act: 'patch-revision', name, patch };
    }
    if ((status?.latest ?? false) !== isLatest) {
      const patch = { status: { latest: isLatest } };
      return { act: 'patch-revision', name, patch, subresource: 'status' };
    }
  }
  return undefined;
}

const unavailable: ConditionValues = {
  type: 'Available',
  status: 'False',
  reason: 'PromiseUnavailable',
  message: 'Cannot fulfil resource requests',
};

const requirements: PromiseRule = state => {
  const { promise, now } = state;
  if (!state.requirements.length) {
    return undefined;
  }
  const unmarked = state.requirements.find(({ isMarked }) => !isMarked);
  if (unmarked?.name) {
    return { act: 'mark-required', name: unmarked.name };
  }
  const { conditions, requiredPromises } = promise.status ?? {};
  const wantedList = state.requirements.map(required => ({
    ...(required.name ? { name: required.name } : {}),
    state: required.state,
    ...(required.version ? { version: required.version } : {}),
  }));
  const fulfilled = areFulfilled(state.requirements);
  const wanted = [requirementsCondition(state.requirements)];
  if (!fulfilled) {
    wanted.push(unavailable, reconciledConditions.requirementsMissing);
  }
  if (
    haveConditions(conditions, wanted) &&
    isDeepStrictEqual(requiredPromises, wantedList)
  ) {
    return undefined;
  }
  return {
    act: 'patch-status',
    status: {
      ...counters(state),
      requiredPromises: wantedList,
      conditions: withConditions(conditions, wanted, now),
      ...(fulfilled
        ? {}
        : {
            status: 'Unavailable',
            kratix: kratixStatus(state, 'Unavailable'),
          }),
    },
    events: [
      fulfilled
        ? {
            reason: 'RequirementsFulfilled',
            note: 'All required promises are available',
          }
        : missingRequirement(state),
    ],
  };
};

function missingRequirement({ requirements: list }: PromiseState) {
  const first = list.find(required => !areFulfilled([required]));
  return {
    reason: requirementsCondition(list).reason,
    note: `Required Promise ${first?.name} not installed or unknown state`,
    type: 'Warning' as const,
  };
}

function kratixStatus({ promise }: PromiseState, status: string) {
  return { status, workflows: promise.status?.kratix?.workflows ?? {} };
}

/** Once the kind is served, the status names it, and says at first that nothing can be requested. */
const announceApi: PromiseRule = state => {
  const { promise, api, now } = state;
  if (!api) {
    return undefined;
  }
  const isEstablished = api.installed?.status?.conditions?.some(
    ({ type, status }) => type === 'Established' && status === 'True',
  );
  if (!isEstablished) {
    return { act: 'wait' };
  }
  const apiVersion = apiVersionOf(api.type).toLowerCase();
  const { kind } = api.type;
  const { conditions, ...known } = promise.status ?? {};
  const isFirst = !findCondition(conditions, 'Available');
  if (known.apiVersion === apiVersion && known.kind === kind && !isFirst) {
    return undefined;
  }
  return {
    act: 'patch-status',
    status: {
      ...counters(state),
      apiVersion,
      kind,
      kratix: {
        apiVersion,
        kind,
        ...(isFirst ? kratixStatus(state, 'Unavailable') : {}),
      },
      ...(isFirst
        ? {
            status: 'Unavailable',
            conditions: withConditions(conditions, [unavailable], now),
          }
        : {}),
    },
  };
};

const role: PromiseRule = ({ api }) =>
  api && !api.hasRole ? { act: 'create-role' } : undefined;

const countPipelines: PromiseRule = state => {
  const { promise, pipelines } = state;
  const count = pipelines.configure.length;
  return (promise.status?.workflows ?? 0) === count
    ? undefined
    : {
        act: 'patch-status',
        status: { ...counters(state), workflows: count },
      };
};

const waitForRequirements: PromiseRule = ({ requirements: list }) =>
  areFulfilled(list) ? undefined : { act: 'wait' };

const liveRules: PromiseRule[] = [
  holdWhilePaused,
  finalizers,
  version,
  installCrd,
  revision,
  requirements,
  announceApi,
  role,
  countPipelines,
  waitForRequirements,
  ...promiseConfigureRules,
];

const deletedRules: PromiseRule[] = [holdWhilePaused, ...promiseDeleteRules];

/** What Kratix would do next about a Promise. */
export function nextPromiseStep(state: PromiseState): PromiseStep {
  const rules = state.promise.metadata.deletionTimestamp
    ? deletedRules
    : liveRules;
  for (const rule of rules) {
    const step = rule(state);
    if (step) {
      return step;
    }
  }
  return { act: 'wait' };
}
