import type { PipelineRun } from '@kratix-portal/plugin-ske-common';
import { readResourceState } from '@kratix-portal/plugin-ske-common';
import type { GraphNode } from '../../graph';
import type { KubernetesObject } from '../../live';
import { listWorks } from '../../dependents';
import { buildGraph, type GraphSources } from './buildGraph';

const object = (
  kind: string,
  name: string,
  parts: Partial<KubernetesObject> = {},
  labels: Record<string, string> = {},
): KubernetesObject => ({
  apiVersion: 'platform.kratix.io/v1alpha1',
  kind,
  metadata: { name, namespace: 'team-a', uid: name, labels },
  ...parts,
});
const ref = {
  apiVersion: 'demo.example.com/v1',
  kind: 'Database',
  namespace: 'team-a',
  name: 'orders',
};
const run: PipelineRun = {
  job: 'job-1',
  uid: 'job-1',
  pipeline: 'configure',
  namespace: 'team-a',
  workflow: 'resource',
  action: 'configure',
  state: 'succeeded',
  createdAt: '2026-11-29T10:00:00Z',
  failedPods: 0,
  pods: [],
  podsGone: false,
};
const works = listWorks(
  [
    object(
      'Work',
      'w1',
      { spec: { workloadGroups: [{ id: 'g1' }] } },
      { 'kratix.io/pipeline-name': 'configure' },
    ),
    object('Work', 'w2', {}, { 'kratix.io/pipeline-name': 'gone' }),
  ],
  [
    object(
      'WorkPlacement',
      'p1',
      { spec: { targetDestinationName: 'worker-1', id: 'g1' } },
      { 'kratix.io/work': 'w1' },
    ),
  ],
);
const request = object('Database', 'orders');
const sources: GraphSources = {
  ref,
  object: request,
  state: readResourceState(request),
  promiseName: 'database',
  runs: [run],
  works,
  destinations: new Map(),
  children: [object('Redis', 'cache')],
  hidden: [],
};
const texts = {
  promiseHref: (name: string) => `/p/${name}`,
  resourceHref: ({ name }: { name: string }) => `/r/${name}`,
  runHref: (job: string) => `/run/${job}`,
  hidden: (what: string) => `${what} are not visible to you`,
  notVisible: 'not visible',
};

/** The tree as indented lines. */
function print(node: GraphNode, indent = ''): string[] {
  return [
    `${indent}${node.type} ${node.title}`,
    ...node.children.flatMap(child => print(child, `${indent}  `)),
  ];
}

function listIds({ id, children }: GraphNode): string[] {
  return [id, ...children.flatMap(listIds)];
}

describe('buildGraph', () => {
  it('puts each Work below the run that wrote it, or below the request if the run no longer exists', () => {
    expect(print(buildGraph(sources, texts))).toEqual([
      'promise database',
      '  request orders',
      '    run configure',
      '      work w1',
      '        destination worker-1',
      '    work w2',
      '    part Redis cache',
    ]);
  });

  it('shows a Work only once while a delete pipeline runs that has the name of the configure pipeline', () => {
    const deletion = { ...run, job: 'job-2', uid: 'job-2', action: 'delete' };
    const graph = buildGraph(
      { ...sources, runs: [run, deletion as PipelineRun] },
      texts,
    );
    const ids = listIds(graph);

    expect(ids.filter(id => id === 'w1')).toHaveLength(1);
    expect(new Set(ids).size).toBe(ids.length);
    expect(print(graph)).toEqual([
      'promise database',
      '  request orders',
      '    run configure',
      '      work w1',
      '        destination worker-1',
      '    run configure',
      '    work w2',
      '    part Redis cache',
    ]);
  });

  it('shows one node for the objects that the user may not see', () => {
    const graph = buildGraph(
      { ...sources, runs: [], works: [], children: [], hidden: ['Works'] },
      texts,
    );
    expect(print(graph)).toEqual([
      'promise database',
      '  request orders',
      '    hidden Works are not visible to you',
    ]);
    expect(graph.detail).toBe('not visible');
  });

  it('has the request as its root if Kratix has not picked it up', () => {
    expect(
      print(
        buildGraph(
          {
            ...sources,
            promiseName: undefined,
            runs: [],
            works: [],
            children: [],
          },
          texts,
        ),
      ),
    ).toEqual(['request orders']);
  });
});
