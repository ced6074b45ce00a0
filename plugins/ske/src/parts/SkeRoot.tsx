import type { ReactNode } from 'react';
import styles from './SkeRoot.module.css';

/**
 * The outermost element of everything that the plugin shows. The frame adds it to pages at `/kratix`; contents of entity pages add it
 * themselves. The element corrects colours of @backstage/ui whose contrast is too low.
 */
export function SkeRoot(props: { children: ReactNode }) {
  return <div className={styles.root}>{props.children}</div>;
}
