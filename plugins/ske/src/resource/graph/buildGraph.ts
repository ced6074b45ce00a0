import {
  readPromiseState,
  readResourceState,
  readRunState,
  type ObjectState,
  type PipelineRun,
  type ResourceRef,
  type StateWord,
} from '@kratix-portal/plugin-ske-common';
import type { GraphNode } from '../../graph';
import type { KubernetesObject } from '../../live';
import type { PlacedWork } from '../../dependents';
import type { ShownDestination } from '../placement/useDestinations';

/** Everything that the graph of a request shows, as far as the user may see it. */
export interface GraphSources {
  readonly ref: ResourceRef;
  readonly object: KubernetesObject;
  readonly state: ObjectState<StateWord>;
  readonly promiseName?: string;
  /** Absent if the user may not see the Promise. */
  readonly promise?: KubernetesObject;
  /** The latest run of each pipeline. */
  readonly runs: readonly PipelineRun[];
  readonly works: readonly PlacedWork[];
  readonly destinations: ReadonlyMap<string, ShownDestination>;
  readonly children: readonly KubernetesObject[];
  /** The names of what the user may not see, such as "Works". */
  readonly hidden: readonly string[];
}

/** The functions that make addresses and texts. */
export interface GraphTexts {
  promiseHref(name: string): string;
  resourceHref(ref: ResourceRef): string;
  runHref(job: string): string;
  hidden(what: string): string;
  notVisible: string;
}

/** Builds the tree: Promise, request, runs, Works, Destinations, and the requests that this request has created. */
export function buildGraph(
  sources: GraphSources,
  texts: GraphTexts,
): GraphNode {
  const { promiseName, promise } = sources;
  const request = requestNode(sources, texts);
  if (promiseName === undefined) {
    return request;
  }
  return {
    id: `promise/${promiseName}`,
    type: 'promise',
    title: promiseName,
    href: texts.promiseHref(promiseName),
    ...(promise
      ? { state: readPromiseState(promise) }
      : { detail: texts.notVisible }),
    children: [request],
  };
}

function requestNode(sources: GraphSources, texts: GraphTexts): GraphNode {
  const { ref, object, state, runs, works, children, hidden } = sources;
  return {
    id: object.metadata.uid,
    type: 'request',
    title: ref.name,
    href: texts.resourceHref(ref),
    state,
    children: [
      ...runs.map(run => runNode(run, sources, texts)),
      // Kratix removes runs after some time, but keeps the Works that they wrote.
      ...works
        .filter(work => runOf(work, runs) === undefined)
        .map(work => workNode(work, sources)),
      ...children.map(child => childNode(child, texts)),
      ...hidden.map((what): GraphNode => ({
        id: `hidden/${what}`,
        type: 'hidden',
        title: texts.hidden(what),
        children: [],
      })),
    ],
  };
}

function runNode(
  run: PipelineRun,
  sources: GraphSources,
  texts: GraphTexts,
): GraphNode {
  return {
    id: run.uid,
    type: 'run',
    title: run.pipeline,
    href: texts.runHref(run.job),
    state: readRunState(run),
    children: sources.works
      .filter(work => runOf(work, sources.runs) === run)
      .map(work => workNode(work, sources)),
  };
}

/** The run that wrote a Work. A delete pipeline can have the name of a configure pipeline, and writes no Works. */
function runOf(
  { pipeline }: PlacedWork,
  runs: readonly PipelineRun[],
): PipelineRun | undefined {
  return runs.find(
    run => run.action === 'configure' && run.pipeline === pipeline,
  );
}

function workNode(work: PlacedWork, sources: GraphSources): GraphNode {
  const { metadata } = work.object;
  return {
    id: metadata.uid,
    type: 'work',
    title: metadata.name,
    state: work.state,
    children: work.groups.flatMap(({ placements }) =>
      placements.map(({ object, destination, state }): GraphNode => {
        const path = sources.destinations.get(destination)?.path;
        return {
          id: object.metadata.uid,
          type: 'destination',
          title: destination,
          state,
          ...(path !== undefined && { detail: path }),
          children: [],
        };
      }),
    ),
  };
}

function childNode(child: KubernetesObject, texts: GraphTexts): GraphNode {
  const { apiVersion, kind, metadata } = child;
  const { namespace, name, uid } = metadata;
  return {
    id: uid,
    type: 'part',
    title: `${kind} ${name}`,
    href: texts.resourceHref({ apiVersion, kind, namespace, name }),
    state: readResourceState(child),
    children: [],
  };
}
