import { Condition } from '../kubernetes/objects';
import { ConditionValues } from './conditions';
import { labelNames, shortHash } from './kratixNames';
import {
  Destination,
  Work,
  WorkloadGroup,
  WorkPlacement,
} from './kratixObjects';

/** Where one group of a Work shall be. */
export interface Placement {
  name: string;
  group: WorkloadGroup;
  destination: string;
}

function matches(destination: Destination, group: WorkloadGroup) {
  const wanted = (group.destinationSelectors ?? []).flatMap(({ matchLabels }) =>
    Object.entries(matchLabels ?? {}),
  );
  const labels = destination.metadata.labels ?? {};
  if (!wanted.length && destination.spec.strictMatchLabels) {
    return Object.keys(labels).length === 0;
  }
  return wanted.every(([name, value]) => labels[name] === value);
}

/**
 * The Destinations of each group: all that match for a Promise, one of them for a resource request. A request stays where it is as long as that matches.
 */
export function placementsOf(
  work: Work,
  destinations: Destination[],
  present: WorkPlacement[],
): { wanted: Placement[]; unplaced: WorkloadGroup[] } {
  const wanted: Placement[] = [];
  const unplaced: WorkloadGroup[] = [];
  for (const group of work.spec.workloadGroups ?? []) {
    const candidates = destinations
      .filter(destination => matches(destination, group))
      .map(({ metadata }) => metadata.name);
    const isThere = (name: string) =>
      present.some(
        ({ spec }) =>
          spec.id === group.id && spec.targetDestinationName === name,
      );
    const chosen = work.spec.resourceName
      ? [candidates.find(isThere) ?? candidates[0]].filter(
          name => name !== undefined,
        )
      : candidates;
    if (!chosen.length) {
      unplaced.push(group);
    }
    for (const destination of chosen) {
      const name = `${work.metadata.name}.${destination}-${shortHash(
        group.directory,
      )}`;
      wanted.push({ name, group, destination });
    }
  }
  return { wanted, unplaced };
}

/** The WorkPlacement for a placement. */
export function placementObject(
  work: Work,
  { name, group, destination }: Placement,
): WorkPlacement {
  const { namespace, uid = '', generation, labels = {} } = work.metadata;
  const { promiseName, resourceName } = work.spec;
  return {
    apiVersion: 'platform.kratix.io/v1alpha1',
    kind: 'WorkPlacement',
    metadata: {
      name,
      namespace,
      finalizers: ['finalizers.workplacement.kratix.io/repo-cleanup'],
      labels: {
        [labelNames.pipeline]: labels[labelNames.pipeline] ?? '',
        [labelNames.targetDestination]: destination,
        [labelNames.work]: work.metadata.name,
        [labelNames.workloadGroup]: group.id,
      },
      ownerReferences: [
        {
          apiVersion: 'platform.kratix.io/v1alpha1',
          kind: 'Work',
          name: work.metadata.name,
          uid,
          controller: true,
          blockOwnerDeletion: true,
        },
      ],
    },
    spec: {
      targetDestinationName: destination,
      id: group.id,
      generation,
      promiseName,
      ...(resourceName ? { resourceName } : {}),
      workloads: group.workloads,
    },
  };
}

/** What is said of a Work whose groups are placed, or not. */
export function workConditions(unplaced: WorkloadGroup[]): ConditionValues[] {
  const condition = (
    type: string,
    status: Condition['status'],
    reason: string,
    message: string,
  ): ConditionValues => ({ type, status, reason, message });
  if (!unplaced.length) {
    const reason = 'AllWorkplacementsScheduled';
    const message = 'All workplacements scheduled successfully';
    return [
      condition('ScheduleSucceeded', 'True', reason, message),
      condition('Ready', 'True', reason, 'Ready'),
    ];
  }
  const reason = 'UnscheduledWorkloads';
  const ids = unplaced.map(({ id }) => id).join(' ');
  const message = `No matching destination found for workloadGroups: [${ids}]`;
  return [
    condition('ScheduleSucceeded', 'False', reason, message),
    condition('Ready', 'False', reason, 'Pending'),
  ];
}

/** What is said of a WorkPlacement: first that it was written, then that it is in the right place. */
export const placementConditions: {
  written: ConditionValues[];
  scheduled: ConditionValues[];
} = {
  written: [
    {
      type: 'WriteSucceeded',
      status: 'True',
      reason: 'WorkloadsWrittenToStateStore',
      message: 'Workloads written to State Store',
    },
    {
      type: 'Ready',
      status: 'True',
      reason: 'WorkloadsWrittenToTargetDestination',
      message: 'Ready',
    },
  ],
  scheduled: [
    {
      type: 'ScheduleSucceeded',
      status: 'True',
      reason: 'ScheduledToDestination',
      message: 'Scheduled to correct Destination',
    },
  ],
};
