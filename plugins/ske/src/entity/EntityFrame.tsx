import { Suspense, type ReactNode } from 'react';
import { ConnectionNotice, LiveMark, PageSkeleton, SkeRoot } from '../parts';
import styles from './entity.module.css';

/** The frame around each content of an entity page. The catalog draws the header and the tabs. */
export function EntityFrame(props: { children: ReactNode }) {
  return (
    <SkeRoot>
      <div className={styles.frame}>
        <ConnectionNotice>
          <LiveMark />
        </ConnectionNotice>
        <Suspense fallback={<PageSkeleton shape="page" />}>
          {props.children}
        </Suspense>
      </div>
    </SkeRoot>
  );
}
