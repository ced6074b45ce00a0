import {
  kratixLabels,
  labelIs,
  type ResourceRef,
  type SkeError,
} from '@kratix-portal/plugin-ske-common';
import { KRATIX_API } from '../kratix';
import type { KubernetesObject, LiveQuery } from '../live';
import { textAt } from '../values';
import { isChildOf, listCandidates, requiredPromises } from './candidates';
import { listDestinations } from './listDestinations';
import { ListReader, type ListCalls } from './ListReader';
import { listWorks, placementQueries } from './listWorks';

/** A request whose dependents are read. */
export interface DependentsOwner {
  readonly ref: ResourceRef;
  /** The name of the Promise of the request. Absent if Kratix has not picked up the request. */
  readonly promise?: string;
}

/** The objects that many requests have created, as far as the user may see them. */
export interface Dependents {
  readonly works: number;
  /** The Destinations that have files of these requests. */
  readonly destinations: readonly { name: string; files: number }[];
  /** How many other requests these requests have created. */
  readonly children: number;
  /** Whether a Promise requires others, so that children were searched for. */
  readonly isSearched: boolean;
  /** What could not be read. */
  readonly missing: readonly { query: LiveQuery; error: SkeError }[];
  /** Whether the read stopped early, because there is too much to read. */
  readonly isCut: boolean;
}

/** Longer selectors may not fit into the address of a call to the API server. */
const NAMES_PER_QUERY = 20;

/** Reads once which objects many requests have created. One watch for each request would not fit into the stream of a browser tab. */
export async function readDependents(
  api: ListCalls,
  owners: readonly DependentsOwner[],
  promises: readonly KubernetesObject[],
  signal?: AbortSignal,
): Promise<Dependents> {
  const reader = new ListReader(api, signal);
  const groups = groupByPromise(owners);
  const works = (
    await reader.readAll(groups.flatMap(each => worksOf(each, promises)))
  ).filter(work => isOfOwner(work, owners));
  const placements = await reader.readAll(placementQueries(works));
  const candidates = groups.flatMap(each => childrenOf(each, promises));
  const children = (await reader.readAll(candidates)).filter(child =>
    owners.some(
      ({ ref }) =>
        child.metadata.labels?.[kratixLabels.parentResourceName] === ref.name &&
        isChildOf(child, ref),
    ),
  );
  return {
    works: works.length,
    destinations: listDestinations(listWorks(works, placements)),
    children: new Set(children.map(({ metadata }) => metadata.uid)).size,
    isSearched: candidates.length > 0,
    missing: reader.missing,
    isCut: reader.isCut,
  };
}

/** Requests of one Promise in one namespace. */
interface Group {
  readonly promise: string;
  readonly namespace: string | undefined;
  readonly names: readonly string[];
}

function groupByPromise(owners: readonly DependentsOwner[]): Group[] {
  const groups = new Map<string, Group & { names: string[] }>();
  for (const { ref, promise } of owners) {
    if (promise !== undefined) {
      const { namespace, name } = ref;
      const key = `${promise}/${namespace}`;
      const group: Group & { names: string[] } = groups.get(key) ?? {
        promise,
        namespace,
        names: [],
      };
      group.names.push(name);
      groups.set(key, group);
    }
  }
  return [...groups.values()].flatMap(({ names, ...group }) =>
    chunk([...names].sort()).map(some => ({ ...group, names: some })),
  );
}

/** The Works of a Promise with a `pipelineNamespace` are in that namespace, not in the namespace of the request. */
function worksOf(
  { promise, namespace, names }: Group,
  promises: readonly KubernetesObject[],
): LiveQuery[] {
  const pipelineNamespace = textAt(
    findPromise(promises, promise)?.spec,
    'workflows',
    'config',
    'pipelineNamespace',
  );
  return [...new Set([namespace, pipelineNamespace ?? namespace])].map(
    each => ({
      apiVersion: KRATIX_API,
      kind: 'Work',
      ...(each !== undefined && { namespace: each }),
      labelSelector: [
        labelIs(kratixLabels.promiseName, promise),
        labelIs(kratixLabels.resourceName, ...names),
      ].join(','),
    }),
  );
}

function isOfOwner(
  { metadata }: KubernetesObject,
  owners: readonly DependentsOwner[],
): boolean {
  const { labels, namespace } = metadata;
  return owners.some(
    ({ ref, promise }) =>
      labels?.[kratixLabels.promiseName] === promise &&
      labels?.[kratixLabels.resourceName] === ref.name &&
      (labels?.[kratixLabels.resourceNamespace] ?? namespace) === ref.namespace,
  );
}

/** Children are searched for only if a Promise requires other Promises, because requests of all other Promises rarely create any. */
function childrenOf(
  { promise, names }: Group,
  promises: readonly KubernetesObject[],
): LiveQuery[] {
  const required = requiredPromises(findPromise(promises, promise));
  return listCandidates({ name: '' }, promise, promises)
    .filter(each => required.includes(each.promise))
    .map(({ query: { apiVersion, kind } }) => ({
      apiVersion,
      kind,
      labelSelector: [
        labelIs(kratixLabels.parentPromiseName, promise),
        labelIs(kratixLabels.parentResourceName, ...names),
      ].join(','),
    }));
}

function findPromise(
  promises: readonly KubernetesObject[],
  name: string,
): KubernetesObject | undefined {
  return promises.find(({ metadata }) => metadata.name === name);
}

function chunk(names: readonly string[]): string[][] {
  return Array.from(
    { length: Math.ceil(names.length / NAMES_PER_QUERY) },
    (_, index) =>
      names.slice(index * NAMES_PER_QUERY, (index + 1) * NAMES_PER_QUERY),
  );
}
