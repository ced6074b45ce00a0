import type { StateTone } from '@kratix-portal/plugin-ske-common';
import type { GraphNode } from './GraphNode';

/** A graph with more nodes is slow to draw and too long to read. */
export const MAX_NODES = 200;

const TROUBLE: Readonly<Record<StateTone, number>> = {
  negative: 0,
  attention: 1,
  progress: 2,
  neutral: 3,
  positive: 4,
};

interface Place {
  readonly node: GraphNode;
  readonly parent?: Place;
  readonly depth: number;
}

/**
 * Keeps at most `max` nodes, with precedence for the nodes that need attention and for their parents. Where nodes are left out, a node of type `more` says how
 * many.
 *
 * @param titleOfMore - writes the title for a number of nodes
 */
export function limitGraph(
  root: GraphNode,
  titleOfMore: (count: number) => string,
  max: number = MAX_NODES,
): GraphNode {
  const places = flatten({ node: root, depth: 0 });
  if (places.length <= max) {
    return root;
  }
  const kept = new Set<GraphNode>();
  for (const place of [...places].sort(byTrouble)) {
    const way = wayTo(place).filter(({ node }) => !kept.has(node));
    if (kept.size + way.length <= max) {
      way.forEach(({ node }) => kept.add(node));
    }
  }
  return cut(root, kept, titleOfMore);
}

/** The number of nodes in a tree. */
export function countNodes(node: GraphNode): number {
  return flatten({ node, depth: 0 }).length;
}

function flatten(place: Place): Place[] {
  const all = [place];
  // The list grows while it is read; a recursion could be as deep as the graph.
  for (let index = 0; index < all.length; index += 1) {
    const parent = all[index];
    for (const node of parent.node.children) {
      all.push({ node, parent, depth: parent.depth + 1 });
    }
  }
  return all;
}

function byTrouble(one: Place, other: Place): number {
  return rank(one.node) - rank(other.node) || one.depth - other.depth;
}

/** A hidden node may need attention, so it has the rank of a node in progress. */
function rank({ state, type }: GraphNode): number {
  if (type === 'hidden') {
    return TROUBLE.progress;
  }
  return state ? TROUBLE[state.tone] : TROUBLE.positive + 1;
}

function wayTo(place: Place): Place[] {
  const way: Place[] = [];
  for (let each: Place | undefined = place; each; each = each.parent) {
    way.push(each);
  }
  return way;
}

function cut(
  node: GraphNode,
  kept: ReadonlySet<GraphNode>,
  titleOfMore: (count: number) => string,
): GraphNode {
  const children = node.children
    .filter(child => kept.has(child))
    .map(child => cut(child, kept, titleOfMore));
  const count = node.children
    .filter(child => !kept.has(child))
    .reduce((sum, child) => sum + countNodes(child), 0);
  const more: GraphNode = {
    id: `${node.id}/more`,
    type: 'more',
    title: titleOfMore(count),
    children: [],
  };
  return { ...node, children: count > 0 ? [...children, more] : children };
}
