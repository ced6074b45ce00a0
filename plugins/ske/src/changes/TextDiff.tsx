import { lazy, Suspense } from 'react';
import type { DiffViewProps } from './DiffView';
import styles from './TextDiff.module.css';

/** The editor is a separate chunk, so that no page waits for it. */
const DiffView = lazy(() => import('./DiffView'));

/** Shows the differences between two texts, line by line. */
export function TextDiff(props: DiffViewProps) {
  return (
    <div className={styles.frame}>
      <Suspense fallback={null}>
        <DiffView {...props} />
      </Suspense>
    </div>
  );
}
