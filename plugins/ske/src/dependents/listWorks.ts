import { KRATIX_API } from '../kratix';
import {
  isLabelValue,
  kratixLabels,
  labelIs,
  readPlacementState,
  readWorkState,
  type ObjectState,
  type PlacementState,
  type WorkState,
} from '@kratix-portal/plugin-ske-common';
import type { KubernetesObject, LiveQuery } from '../live';
import { isObject, objectsAt, textAt, valueAt } from '../values';

/** Longer selectors may not fit into the address of a call to the API server. */
const WORKS_PER_QUERY = 20;

/** A file that a pipeline wrote for a Destination. */
export interface WorkFile {
  readonly path: string;
  /** gzip in base64. */
  readonly content?: string;
}

/** A part of a Work at one Destination. */
export interface Placement {
  readonly object: KubernetesObject;
  readonly destination: string;
  readonly state: ObjectState<PlacementState>;
  /** The version in the state store that was written, such as a Git commit. */
  readonly version?: string;
}

/** The files of a Work that go to the same Destinations. */
export interface WorkloadGroup {
  readonly id: string;
  readonly directory: string;
  /** Label selectors of Destinations, such as `environment=dev`. Empty: every Destination matches. */
  readonly selectors: readonly string[];
  readonly files: readonly WorkFile[];
  readonly placements: readonly Placement[];
}

/** What one pipeline wrote, and where these files are. */
export interface PlacedWork {
  readonly object: KubernetesObject;
  readonly pipeline?: string;
  readonly state: ObjectState<WorkState>;
  readonly groups: readonly WorkloadGroup[];
}

/** Selects the WorkPlacements of Works. A WorkPlacement has no label with the name of the request. */
export function placementQueries(
  works: readonly KubernetesObject[],
): LiveQuery[] {
  const byNamespace = new Map<string | undefined, string[]>();
  for (const { metadata } of works) {
    const names = byNamespace.get(metadata.namespace) ?? [];
    byNamespace.set(metadata.namespace, [...names, metadata.name]);
  }
  return [...byNamespace].flatMap(([namespace, names]) => {
    const sorted = names.filter(isLabelValue).sort();
    const queries: LiveQuery[] = [];
    for (let start = 0; start < sorted.length; start += WORKS_PER_QUERY) {
      const some = sorted.slice(start, start + WORKS_PER_QUERY);
      queries.push({
        apiVersion: KRATIX_API,
        kind: 'WorkPlacement',
        namespace,
        labelSelector: labelIs(kratixLabels.work, ...some),
      });
    }
    return queries;
  });
}

/** Puts Works and WorkPlacements together, in the order in which the Works were made. */
export function listWorks(
  works: readonly KubernetesObject[],
  placements: readonly KubernetesObject[],
): readonly PlacedWork[] {
  return [...works]
    .sort(
      (one, other) =>
        (one.metadata.creationTimestamp ?? '').localeCompare(
          other.metadata.creationTimestamp ?? '',
        ) || one.metadata.name.localeCompare(other.metadata.name),
    )
    .map(work => {
      const state = readWorkState(work);
      const own = placements.filter(
        ({ metadata }) =>
          metadata.namespace === work.metadata.namespace &&
          metadata.labels?.[kratixLabels.work] === work.metadata.name,
      );
      const pipeline = work.metadata.labels?.[kratixLabels.pipelineName];
      return {
        object: work,
        ...(pipeline !== undefined && { pipeline }),
        state,
        groups: listGroups(work, own, state.state === 'ready'),
      };
    });
}

function listGroups(
  work: KubernetesObject,
  placements: readonly KubernetesObject[],
  isWorkReady: boolean,
): WorkloadGroup[] {
  return objectsAt(work, 'spec', 'workloadGroups').map((group, index) => {
    const id = textAt(group, 'id') ?? String(index);
    return {
      id,
      directory: textAt(group, 'directory') ?? '.',
      selectors: objectsAt(group, 'destinationSelectors').flatMap(selector =>
        listLabels(valueAt(selector, 'matchLabels')),
      ),
      files: objectsAt(group, 'workloads').map(workload => ({
        path: textAt(workload, 'filepath') ?? '?',
        content: textAt(workload, 'content'),
      })),
      placements: placements
        .filter(
          placement =>
            (placement.metadata.labels?.[kratixLabels.workloadGroupId] ??
              textAt(placement, 'spec', 'id')) === id,
        )
        .map(placement => toPlacement(placement, isWorkReady))
        .sort((one, other) => one.destination.localeCompare(other.destination)),
    };
  });
}

function listLabels(labels: unknown): string[] {
  return isObject(labels)
    ? Object.entries(labels).map(([key, value]) => `${key}=${value}`)
    : [];
}

function toPlacement(
  object: KubernetesObject,
  isWorkReady: boolean,
): Placement {
  const version = textAt(object, 'status', 'versionID');
  return {
    object,
    destination: textAt(object, 'spec', 'targetDestinationName') ?? '?',
    state: readPlacementState(object, { isWorkReady }),
    ...(version !== undefined && { version }),
  };
}
