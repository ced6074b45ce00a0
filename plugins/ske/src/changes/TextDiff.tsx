import { lazy, Suspense } from 'react';
import type { DiffViewProps } from './DiffView';
import styles from './TextDiff.module.css';

/** The editor is a chunk of its own: no page waits for it. */
const DiffView = lazy(() => import('./DiffView'));

/** What differs between two texts, line by line. */
export function TextDiff(props: DiffViewProps) {
  return (
    <div className={styles.frame}>
      <Suspense fallback={null}>
        <DiffView {...props} />
      </Suspense>
    </div>
  );
}
