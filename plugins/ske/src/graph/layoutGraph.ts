import type { GraphNode } from './GraphNode';

/** A node with its position in the drawing. */
export interface PlacedNode {
  readonly node: GraphNode;
  /** The column, from 0. */
  readonly layer: number;
  /** The position in the column, from 0. A node between two rows has half a row. */
  readonly row: number;
  /** The position among its siblings, from 1. */
  readonly position: number;
  readonly siblings: number;
  /** Absent for the root. */
  readonly parent?: PlacedNode;
}

/** A drawing in columns: the children of a node are to its right. */
export interface GraphLayout {
  /** Each node before its children, in the order of the graph. */
  readonly nodes: readonly PlacedNode[];
  readonly layers: number;
  readonly rows: number;
}

/**
 * Places each leaf in a row of its own, and each other node in the middle of its children.
 * The layout depends only on the order of the nodes, so no node moves when a state changes.
 */
export function layoutGraph(root: GraphNode): GraphLayout {
  const nodes: PlacedNode[] = [];
  let rows = 0;
  const place = (
    node: GraphNode,
    at: Pick<PlacedNode, 'layer' | 'position' | 'siblings' | 'parent'>,
  ): PlacedNode => {
    const placed = { node, ...at, row: 0 };
    nodes.push(placed);
    const children = node.children.map((child, index) =>
      place(child, {
        layer: at.layer + 1,
        position: index + 1,
        siblings: node.children.length,
        parent: placed,
      }),
    );
    if (children.length > 0) {
      placed.row = (children[0].row + children[children.length - 1].row) / 2;
    } else {
      placed.row = rows;
      rows += 1;
    }
    return placed;
  };
  place(root, { layer: 0, position: 1, siblings: 1 });
  const layers = 1 + Math.max(...nodes.map(({ layer }) => layer));
  return { nodes, layers, rows };
}

/** The node to which a key moves the focus: along the edges, or up and down in a column. Undefined for other keys. */
export function moveInDrawing(
  { nodes }: GraphLayout,
  focused: string,
  key: string,
): string | undefined {
  const current = nodes.find(({ node }) => node.id === focused) ?? nodes[0];
  const column = nodes.filter(({ layer }) => layer === current.layer);
  const index = column.indexOf(current);
  const target: Record<string, PlacedNode | undefined> = {
    ArrowRight: nodes.find(({ parent }) => parent === current),
    ArrowLeft: current.parent,
    ArrowDown: column[index + 1],
    ArrowUp: column[index - 1],
    Home: nodes[0],
    End: nodes[nodes.length - 1],
  };
  return target[key]?.node.id;
}
