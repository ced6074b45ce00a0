import { isDeepStrictEqual } from 'node:util';
import {
  controllerReference,
  objectOf,
  ObjectKey,
} from '../kubernetes/objects';
import { resourceTypes } from '../kubernetes/resourceTypes';
import {
  conditionOf,
  ConditionValues,
  haveConditions,
  withConditions,
} from './kratixConditions';
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
  StandInContext,
  Step,
  step,
} from './Controller';
import { finalizerNames, labelNames, md5, shortHash } from './kratixNames';
import {
  Destination,
  Work,
  WorkloadGroup,
  WorkPlacement,
} from './kratixObjects';

/** A Work, its placements and all Destinations. */
export interface WorkState {
  now: Date;
  work: Work;
  placements: WorkPlacement[];
  destinations: Destination[];
}

type WorkRule = Rule<WorkState>;

const types = resourceTypes;

const ready = conditionOf('Ready');
const writeSucceeded = conditionOf('WriteSucceeded');
const scheduleSucceeded = conditionOf('ScheduleSucceeded');

export async function readWork(
  { api }: StandInContext,
  key: ObjectKey,
): Promise<WorkState | undefined> {
  const work = await api.find<Work>(types.work, key);
  if (!work) {
    return undefined;
  }
  const { items: placements } = await api.list<WorkPlacement>(
    types.workPlacement,
    { namespace: key.namespace, labels: { [labelNames.work]: key.name } },
  );
  const { items: destinations } = await api.list<Destination>(
    types.destination,
  );
  return { now: new Date(), work, placements, destinations };
}

function matches({ metadata, spec }: Destination, group: WorkloadGroup) {
  const wanted = (group.destinationSelectors ?? []).flatMap(({ matchLabels }) =>
    Object.entries(matchLabels ?? {}),
  );
  const { labels = {} } = metadata;
  if (!wanted.length && spec.strictMatchLabels) {
    return Object.keys(labels).length === 0;
  }
  return wanted.every(([name, value]) => labels[name] === value);
}

/** The WorkPlacement of a group on a Destination. */
export function placementOf(
  { metadata, spec }: Work,
  group: WorkloadGroup,
  destination: string,
): WorkPlacement {
  const { name, namespace, generation, labels = {} } = metadata;
  const { promiseName, resourceName } = spec;
  return objectOf(
    types.workPlacement,
    {
      name: `${name}.${destination}-${shortHash(group.directory)}`,
      namespace,
      finalizers: [finalizerNames.placement],
      labels: {
        [labelNames.pipeline]: labels[labelNames.pipeline] ?? '',
        [labelNames.targetDestination]: destination,
        [labelNames.work]: name,
        [labelNames.workloadGroup]: group.id,
      },
      ownerReferences: [controllerReference(objectOf(types.work, metadata))],
    },
    {
      spec: {
        targetDestinationName: destination,
        id: group.id,
        generation,
        promiseName,
        ...(resourceName ? { resourceName } : {}),
        workloads: group.workloads,
      },
    },
  );
}

/**
 * Finds the Destinations of a Work: all matching Destinations for a Promise, and one of them for a resource request. When the Destination of a request no
 * longer matches, its WorkPlacement stays there and is marked as misplaced.
 */
export function placementsOf({ work, destinations, placements }: WorkState) {
  const wanted: WorkPlacement[] = [];
  const misplaced: WorkPlacement[] = [];
  const unscheduled: string[] = [];
  for (const group of work.spec.workloadGroups ?? []) {
    const matching = destinations
      .filter(destination => matches(destination, group))
      .map(({ metadata }) => metadata.name);
    const present = placements.filter(({ spec }) => spec.id === group.id);
    const isMatching = ({ spec }: WorkPlacement) =>
      matching.includes(spec.targetDestinationName);
    misplaced.push(...present.filter(placement => !isMatching(placement)));
    let chosen = matching;
    if (work.spec.resourceName) {
      chosen = present.length
        ? present
            .filter(isMatching)
            .map(({ spec }) => spec.targetDestinationName)
        : matching.slice(0, 1);
    }
    if (!chosen.length && !present.length) {
      unscheduled.push(group.id);
    }
    wanted.push(...chosen.map(name => placementOf(work, group, name)));
  }
  return { wanted, misplaced, unscheduled };
}

const written = [
  writeSucceeded(
    'True',
    'WorkloadsWrittenToStateStore',
    'Workloads written to State Store',
  ),
  ready('True', 'WorkloadsWrittenToTargetDestination', 'Ready'),
];

const scheduled = scheduleSucceeded(
  'True',
  'ScheduledToDestination',
  'Scheduled to correct Destination',
);

const mismatch = 'Target destination no longer matches destinationSelectors';
const misplacedConditions = [
  ready('False', 'Misplaced', 'Misplaced'),
  scheduleSucceeded('False', 'DestinationSelectorMismatch', mismatch),
];

const addFinalizer: WorkRule = ({ work }) =>
  work.metadata.finalizers?.includes(finalizerNames.work)
    ? undefined
    : step(
        patch(types.work, work, {
          metadata: { finalizers: [finalizerNames.work] },
        }),
      );

function reportPlacement(
  placement: WorkPlacement,
  wanted: ConditionValues[],
  now: Date,
  status: object = {},
) {
  const conditions = withConditions(placement.status, wanted, now);
  return patch(
    types.workPlacement,
    placement,
    { status: { ...status, conditions } },
    'status',
  );
}

const place: WorkRule = state => {
  const { placements, now } = state;
  for (const wanted of placementsOf(state).wanted) {
    const { name } = wanted.metadata;
    const found = placements.find(({ metadata }) => metadata.name === name);
    const { spec } = wanted;
    // The stand-in has no state store, so it writes no files.
    const versionID = md5(JSON.stringify(spec.workloads ?? []));
    const event = {
      reason: 'WorkloadsWrittenToStateStore',
      note: `successfully written to Destination: ${spec.targetDestinationName} with versionID: ${versionID}`,
    };
    if (!found) {
      return step(ensure(types.workPlacement, wanted));
    }
    if (
      found.spec.generation !== spec.generation ||
      !isDeepStrictEqual(found.spec.workloads, spec.workloads)
    ) {
      return {
        ...step(patch(types.workPlacement, found, { spec })),
        events: [{ ...event, regarding: found }],
      };
    }
    const isNew = found.status?.versionID === undefined;
    const isWritten = found.status?.versionID === versionID;
    const conditions = [...(isWritten ? [] : written), scheduled];
    if (!isWritten || !haveConditions(found.status, conditions)) {
      return {
        ...step(reportPlacement(found, conditions, now, { versionID })),
        events: isNew ? [{ ...event, regarding: found }] : [],
      };
    }
  }
  return undefined;
};

/** Deletes the WorkPlacements of a Promise that no longer match. Those of a request are marked as misplaced. */
const handleMisplaced: WorkRule = state => {
  const { work, now } = state;
  const { misplaced } = placementsOf(state);
  for (const placement of misplaced) {
    if (!work.spec.resourceName) {
      return placement.metadata.deletionTimestamp
        ? step(removeFinalizers(types.workPlacement, placement))
        : step(
            remove(types.workPlacement, placement),
            removeFinalizers(types.workPlacement, placement),
          );
    }
    if (!hasLabel(placement, labelNames.misplaced)) {
      const labels = { [labelNames.misplaced]: 'true' };
      return step(patchLabels(types.workPlacement, placement, labels));
    }
    if (!haveConditions(placement.status, misplacedConditions)) {
      const { targetDestinationName } = placement.spec;
      const note = `labels for destination: ${targetDestinationName} no longer match the expected labels, marking this workplacement as misplaced`;
      return {
        ...step(reportPlacement(placement, misplacedConditions, now)),
        events: [
          {
            reason: 'DestinationSelectorMismatch',
            note,
            type: 'Warning',
            regarding: placement,
          },
        ],
      };
    }
  }
  return undefined;
};

/** The conditions of a Work, and the reason of its Event. */
function workConditions(state: WorkState) {
  const { misplaced, unscheduled } = placementsOf(state);
  const { resourceName } = state.work.spec;
  if (misplaced.length && resourceName) {
    const ids = misplaced.map(({ spec }) => spec.id).join(' ');
    const message = `${mismatch} for workloadGroups: [${ids}]`;
    return [{ ...misplacedConditions[1], message }, misplacedConditions[0]];
  }
  if (unscheduled.length) {
    const reason = 'UnscheduledWorkloads';
    const message = `No matching destination found for workloadGroups: [${unscheduled.join(' ')}]`;
    return [
      scheduleSucceeded('False', reason, message),
      ready('False', reason, 'Pending'),
    ];
  }
  const reason = 'AllWorkplacementsScheduled';
  const message = 'All workplacements scheduled successfully';
  return [
    scheduleSucceeded('True', reason, message),
    ready('True', reason, 'Ready'),
  ];
}

const reportWork: WorkRule = state => {
  const { work, now } = state;
  const wanted = workConditions(state);
  if (haveConditions(work.status, wanted)) {
    return undefined;
  }
  const placed = placementsOf(state).wanted.length;
  const { unscheduled } = placementsOf(state);
  const all = placed + unscheduled.length;
  const status = {
    conditions: withConditions(work.status, wanted, now),
    ...(all ? { workPlacements: all } : {}),
    ...(placed ? { workPlacementsCreated: placed } : {}),
  };
  const [{ reason, message, status: isScheduled }] = wanted;
  const waiting = unscheduled.map(id => ({
    reason: 'NoMatchingDestination',
    note: `waiting for a destination with labels for workloadGroup: ${id}`,
  }));
  const type =
    isScheduled === 'True' ? ('Normal' as const) : ('Warning' as const);
  return {
    ...step(patch(types.work, work, { status }, 'status')),
    events: unscheduled.length ? waiting : [{ reason, note: message, type }],
  };
};

const removeAll: WorkRule = ({ work, placements }) => ({
  writes: [
    ...placements.flatMap(placement => [
      remove(types.workPlacement, placement),
      removeFinalizers(types.workPlacement, placement),
    ]),
    removeFinalizers(types.work, work),
  ],
});

/** Returns the next step for a Work, as Kratix's scheduler does. */
export function nextWorkStep(state: WorkState): Step {
  const { metadata } = state.work;
  if (metadata.deletionTimestamp) {
    return metadata.finalizers?.length ? firstStep([removeAll], state) : hold;
  }
  return firstStep([addFinalizer, place, handleMisplaced, reportWork], state);
}

const destinationReady = ready(
  'True',
  'TestDocumentsWritten',
  'Test documents written to State Store',
);

/** A Destination is ready at once: there is no state store to test. */
export function nextDestinationStep(destination: Destination): Step {
  if (haveConditions(destination.status, [destinationReady])) {
    return hold;
  }
  const { status } = destination;
  const conditions = withConditions(status, [destinationReady], new Date());
  return {
    ...step(
      patch(
        types.destination,
        destination,
        { status: { conditions } },
        'status',
      ),
    ),
    events: [{ reason: 'DestinationReady', note: 'Destination is Ready' }],
  };
}
