import { RiEyeOffLine } from '@remixicon/react';
import type { CSSProperties } from 'react';
import { Link } from 'react-router-dom';
import { RelativeTime, StateBadge } from '../parts';
import { useWords } from '../words';
import styles from './GraphDrawing.module.css';
import type { PlacedNode } from './layoutGraph';

/** One node of the drawing, with the words of its row in the list. */
export function DrawnNode(props: {
  placed: PlacedNode;
  isFocused: boolean;
  onFocus(id: string): void;
  style: CSSProperties;
}) {
  const { placed, isFocused, onFocus, style } = props;
  const { layer, position, siblings } = placed;
  const { id, type, title, detail, state, href } = placed.node;
  const t = useWords();
  const isObject = type !== 'hidden' && type !== 'more';
  return (
    <div
      role="treeitem"
      aria-level={layer + 1}
      aria-posinset={position}
      aria-setsize={siblings}
      aria-selected={isFocused}
      tabIndex={isFocused ? 0 : -1}
      onFocus={() => onFocus(id)}
      className={styles.node}
      data-type={type}
      style={style}
    >
      {isObject && (
        <span className={styles.head}>
          <span className={styles.type}>{t(`graph.type.${type}`)}</span>{' '}
          {detail !== undefined && (
            <span className={styles.detail} title={detail}>
              {detail}
            </span>
          )}
          {detail === undefined && state?.since !== undefined && (
            <span className={styles.detail}>
              <RelativeTime at={state.since} inTable />
            </span>
          )}
        </span>
      )}{' '}
      {href === undefined ? (
        <span className={styles.title} title={title}>
          {type === 'hidden' && <RiEyeOffLine className={styles.icon} />}
          {title}
        </span>
      ) : (
        <Link
          to={href}
          tabIndex={isFocused ? 0 : -1}
          className={`${styles.title} ${styles.link}`}
          title={title}
        >
          {title}
        </Link>
      )}{' '}
      {state && (
        <span>
          <StateBadge state={state} />
        </span>
      )}
    </div>
  );
}
