import type { ReactNode } from 'react';
import styles from './CardColumns.module.css';

/** Cards in a wide and a narrow column; one below the other if there is little room. */
export function CardColumns(props: { main: ReactNode; side: ReactNode }) {
  return (
    <div className={styles.columns}>
      <div className={styles.main}>{props.main}</div>
      <div className={styles.side}>{props.side}</div>
    </div>
  );
}
