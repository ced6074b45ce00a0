import type { ReactNode } from 'react';
import styles from './ManifestForm.module.css';

/** Puts a form and its YAML side by side, one above the other where the page is narrow. */
export function FormColumns({ children }: { children: ReactNode }) {
  return <div className={styles.columns}>{children}</div>;
}
