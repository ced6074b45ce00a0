import {
  useEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
} from 'react';
import { useNavigate } from 'react-router-dom';
import { useWords } from '../words';
import type { GraphNode } from './GraphNode';
import styles from './GraphTree.module.css';
import { GraphTreeRow } from './GraphTreeRow';
import { listTreeRows, moveInTree } from './treeRows';

/** The graph as a list whose rows are indented, with the keys of WAI-ARIA's treegrid. */
export function GraphTree(props: { label: string; root: GraphNode }) {
  const { label, root } = props;
  const t = useWords();
  const navigate = useNavigate();
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set());
  const [focused, setFocused] = useState(root.id);
  const table = useRef<HTMLTableElement>(null);
  const moved = useRef(false);
  const rows = useMemo(() => listTreeRows(root, collapsed), [root, collapsed]);
  // A node that was removed cannot keep the focus.
  const current = rows.some(({ node }) => node.id === focused)
    ? focused
    : root.id;
  useEffect(() => {
    if (moved.current) {
      moved.current = false;
      table.current?.querySelector<HTMLElement>('tr[tabindex="0"]')?.focus();
    }
  }, [current]);

  const toggle = (id: string) =>
    setCollapsed(before => {
      const after = new Set(before);
      return after.delete(id) ? after : after.add(id);
    });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') {
      const href = rows.find(({ node }) => node.id === current)?.node.href;
      if (href !== undefined && event.target instanceof HTMLTableRowElement) {
        navigate(href);
      }
      return;
    }
    const move = moveInTree(rows, current, event.key);
    if (!move) {
      return;
    }
    event.preventDefault();
    if ('focus' in move) {
      moved.current = true;
      setFocused(move.focus);
    } else {
      toggle('collapse' in move ? move.collapse : move.expand);
    }
  };
  return (
    <div className={styles.container}>
      <table
        ref={table}
        // A table, because of its layout; its rows have the roles of a treegrid.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role
        role="treegrid"
        aria-label={label}
        className={styles.tree}
        onKeyDown={onKeyDown}
      >
        <thead>
          <tr>
            <th scope="col">{t('graph.object')}</th>
            <th scope="col">{t('graph.state')}</th>
            <th scope="col">{t('graph.detail')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <GraphTreeRow
              key={row.node.id}
              row={row}
              isFocused={row.node.id === current}
              onFocus={setFocused}
              onToggle={toggle}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}
