import type { ReactNode } from 'react';
import styles from './DescriptionList.module.css';

/** One row of a {@link DescriptionList}. */
export interface Description {
  term: string;
  details: ReactNode;
}

/** Terms with their details, side by side; one below the other if there is little room. */
export function DescriptionList(props: {
  items: readonly Description[];
  'aria-label'?: string;
}) {
  return (
    <dl className={styles.list} aria-label={props['aria-label']}>
      {props.items.map(({ term, details }) => (
        <div key={term} className={styles.item}>
          <dt className={styles.term}>{term}</dt>
          <dd className={styles.details}>{details}</dd>
        </div>
      ))}
    </dl>
  );
}
