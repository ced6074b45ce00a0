import type {
  ObjectState,
  StateTone,
  StateWord,
} from '@kratix-portal/plugin-ske-common';
import type { GraphNode, GraphNodeType } from '../../graph';
import GraphDrawing from '../../graph/GraphDrawing';
import type { GalleryEntry } from '../entry/GalleryEntry';

const state = (word: StateWord, tone: StateTone): ObjectState<StateWord> => ({
  state: word,
  tone,
  since: '2026-08-01T09:00:00Z',
  reason: '',
  parts: [],
});
const ready = state('ready', 'positive');

function node(
  type: GraphNodeType,
  title: string,
  more: Partial<GraphNode> = {},
): GraphNode {
  return { id: `${type}/${title}`, type, title, children: [], ...more };
}

const root = node('promise', 'database', {
  href: '/kratix/services/database',
  state: state('available', 'positive'),
  children: [
    node('request', 'orders', {
      href: '/kratix/resources',
      state: state('failed', 'negative'),
      children: [
        node('run', 'configure-database', {
          state: state('succeeded', 'positive'),
          children: [
            node('work', 'database-orders-configure-database-x7k2p', {
              state: state('applied', 'positive'),
              children: [
                node('destination', 'worker-eu-1', {
                  state: state('applied', 'positive'),
                  detail: 'clusters/worker-eu-1',
                }),
                node('destination', 'worker-us-1', {
                  state: state('misplaced', 'attention'),
                }),
              ],
            }),
          ],
        }),
        node('run', 'register-dns', { state: state('failed', 'negative') }),
        node('part', 'Cache orders-cache', {
          href: '/kratix/resources',
          state: ready,
        }),
        node('hidden', 'PromiseRevisions: not visible to you'),
        node('more', '312 more'),
      ],
    }),
  ],
});

/** The second form of the graph. The page of a request has the first one. */
export const graphEntries: readonly GalleryEntry[] = [
  {
    id: 'graph/drawing',
    title: 'The graph as a drawing',
    element: <GraphDrawing label="What belongs together" root={root} />,
    shows: '312 more',
  },
];
