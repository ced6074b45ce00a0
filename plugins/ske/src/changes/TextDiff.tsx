import { Suspense } from 'react';
import type { DiffViewProps } from './DiffView';
import styles from './TextDiff.module.css';
import { lazyPart } from '../parts';

/** The editor is a separate chunk, so that no page waits for it. */
const DiffView = lazyPart(() => import('./DiffView').then(m => m.default));

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
