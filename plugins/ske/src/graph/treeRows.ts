import type { GraphNode } from './GraphNode';

/** A visible row of the tree list. */
export interface TreeRow {
  readonly node: GraphNode;
  /** The depth in the tree, from 1. */
  readonly level: number;
  /** The position among its siblings, from 1. */
  readonly position: number;
  readonly siblings: number;
  /** Absent for a node without children. */
  readonly isExpanded?: boolean;
  /** The id of the parent node. */
  readonly parentId?: string;
}

/** The rows that are visible while some nodes are collapsed, from top to bottom. */
export function listTreeRows(
  root: GraphNode,
  collapsed: ReadonlySet<string>,
): readonly TreeRow[] {
  return rowsOf(root, collapsed, { level: 1, position: 1, siblings: 1 });
}

function rowsOf(
  node: GraphNode,
  collapsed: ReadonlySet<string>,
  place: Pick<TreeRow, 'level' | 'position' | 'siblings' | 'parentId'>,
): TreeRow[] {
  const { children } = node;
  const isExpanded = !collapsed.has(node.id);
  return [
    { node, ...place, ...(children.length > 0 && { isExpanded }) },
    ...(isExpanded
      ? children.flatMap((child, index) =>
          rowsOf(child, collapsed, {
            level: place.level + 1,
            position: index + 1,
            siblings: children.length,
            parentId: node.id,
          }),
        )
      : []),
  ];
}

/** What a key does in the tree list. */
export type TreeMove =
  | { readonly focus: string }
  | { readonly collapse: string }
  | { readonly expand: string };

/** The keys of the treegrid pattern of WAI-ARIA; undefined for a key that does nothing. */
export function moveInTree(
  rows: readonly TreeRow[],
  focused: string,
  key: string,
): TreeMove | undefined {
  const index = rows.findIndex(({ node }) => node.id === focused);
  if (index < 0) {
    return rows.length > 0 ? { focus: rows[0].node.id } : undefined;
  }
  const { isExpanded, parentId } = rows[index];
  switch (key) {
    case 'ArrowDown':
      return focusRow(rows[index + 1]);
    case 'ArrowUp':
      return focusRow(rows[index - 1]);
    case 'Home':
      return focusRow(rows[0]);
    case 'End':
      return focusRow(rows[rows.length - 1]);
    case 'ArrowRight':
      return isExpanded === false
        ? { expand: focused }
        : focusRow(isExpanded ? rows[index + 1] : undefined);
    case 'ArrowLeft':
      if (isExpanded) {
        return { collapse: focused };
      }
      return parentId === undefined ? undefined : { focus: parentId };
    default:
      return undefined;
  }
}

function focusRow(row: TreeRow | undefined): TreeMove | undefined {
  return row && { focus: row.node.id };
}
