import { useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useNavigate } from 'react-router-dom';
import { DrawnNode } from './DrawnNode';
import styles from './GraphDrawing.module.css';
import type { GraphNode } from './GraphNode';
import { layoutGraph, moveInDrawing } from './layoutGraph';

/** The size of a node and its distance from the next one, in rem. */
const SIZE = { width: 12, height: 5.5, across: 3, down: 1 };
const COLUMN = SIZE.width + SIZE.across;
const ROW = SIZE.height + SIZE.down;

/** The graph in columns: the children of an object are to its right. For screen readers the nodes are a tree, as in the list. */
export default function GraphDrawing(props: {
  label: string;
  root: GraphNode;
}) {
  const { label, root } = props;
  const navigate = useNavigate();
  const layout = useMemo(() => layoutGraph(root), [root]);
  const [focused, setFocused] = useState(root.id);
  const tree = useRef<HTMLDivElement>(null);
  const { nodes } = layout;
  // A node that was removed cannot keep the focus.
  const current = (nodes.find(({ node }) => node.id === focused) ?? nodes[0])
    .node;

  const onKeyDown = (event: KeyboardEvent) => {
    const isOnNode =
      event.target instanceof HTMLElement && event.target.role === 'treeitem';
    if (event.key === 'Enter' && isOnNode && current.href !== undefined) {
      navigate(current.href);
      return;
    }
    const target = moveInDrawing(layout, current.id, event.key);
    if (target === undefined) {
      return;
    }
    event.preventDefault();
    setFocused(target);
    const index = nodes.findIndex(({ node }) => node.id === target);
    (tree.current?.children[index] as HTMLElement | undefined)?.focus();
  };
  const width = layout.layers * COLUMN - SIZE.across;
  const height = layout.rows * ROW - SIZE.down;
  return (
    <div className={styles.container}>
      <div
        className={styles.canvas}
        style={{ width: `${width}rem`, height: `${height}rem` }}
      >
        <svg
          className={styles.edges}
          viewBox={`0 0 ${width} ${height}`}
          aria-hidden="true"
        >
          {nodes.map(
            ({ node, layer, row, parent }) =>
              parent && (
                <path
                  key={node.id}
                  d={curve(
                    (layer - 1) * COLUMN + SIZE.width,
                    parent.row * ROW + SIZE.height / 2,
                    layer * COLUMN,
                    row * ROW + SIZE.height / 2,
                  )}
                />
              ),
          )}
        </svg>
        {/* The focus is on a node, never on the tree. */}
        {/* eslint-disable-next-line jsx-a11y/interactive-supports-focus */}
        <div ref={tree} role="tree" aria-label={label} onKeyDown={onKeyDown}>
          {nodes.map(placed => (
            <DrawnNode
              key={placed.node.id}
              placed={placed}
              isFocused={placed.node.id === current.id}
              onFocus={setFocused}
              style={{
                left: `${placed.layer * COLUMN}rem`,
                top: `${placed.row * ROW}rem`,
                width: `${SIZE.width}rem`,
                height: `${SIZE.height}rem`,
              }}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

/** An edge that leaves and reaches its nodes at a right angle. */
function curve(x1: number, y1: number, x2: number, y2: number): string {
  const middle = (x1 + x2) / 2;
  return `M ${x1} ${y1} C ${middle} ${y1}, ${middle} ${y2}, ${x2} ${y2}`;
}
