import {
  RiArrowDownSLine,
  RiArrowRightSLine,
  RiEyeOffLine,
} from '@remixicon/react';
import { Link } from 'react-router-dom';
import { RelativeTime, StateBadge } from '../parts';
import { useWords } from '../words';
import styles from './GraphTree.module.css';
import type { TreeRow } from './treeRows';

/** One row of the tree list. */
export function GraphTreeRow(props: {
  row: TreeRow;
  isFocused: boolean;
  onFocus(id: string): void;
  onToggle(id: string): void;
}) {
  const { row, isFocused, onFocus, onToggle } = props;
  const { node, level, position, siblings, isExpanded } = row;
  const t = useWords();
  const { id, type, title, detail, state, href } = node;
  return (
    <tr
      role="row"
      aria-level={level}
      aria-posinset={position}
      aria-setsize={siblings}
      aria-expanded={isExpanded}
      tabIndex={isFocused ? 0 : -1}
      onFocus={() => onFocus(id)}
    >
      <td role="gridcell">
        <div
          className={styles.title}
          style={{ '--level': level } as React.CSSProperties}
        >
          {isExpanded === undefined ? (
            <span className={styles.arrow} />
          ) : (
            // The row itself expands and collapses by keyboard, and says so to screen readers.
            <button
              type="button"
              tabIndex={-1}
              className={styles.arrow}
              aria-hidden="true"
              onClick={() => onToggle(id)}
            >
              {isExpanded ? <RiArrowDownSLine /> : <RiArrowRightSLine />}
            </button>
          )}
          {type === 'hidden' && <RiEyeOffLine className={styles.icon} />}
          {type !== 'hidden' && type !== 'more' && (
            <span className={styles.type}>{t(`graph.type.${type}`)}</span>
          )}{' '}
          {href === undefined ? (
            <span className={styles.name}>{title}</span>
          ) : (
            <Link
              to={href}
              tabIndex={isFocused ? 0 : -1}
              className={`${styles.name} ${styles.link}`}
            >
              {title}
            </Link>
          )}
        </div>
      </td>
      <td role="gridcell">{state && <StateBadge state={state} />}</td>
      <td role="gridcell" className={styles.detail}>
        {detail}
        {detail === undefined && state?.since !== undefined && (
          <RelativeTime at={state.since} inTable />
        )}
      </td>
    </tr>
  );
}
