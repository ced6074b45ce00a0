import type { ReactNode } from 'react';
import styles from './Tag.module.css';

/** A word that describes an object without being its state, such as "Newest". */
export function Tag(props: { children: ReactNode }) {
  return <span className={styles.tag}>{props.children}</span>;
}
