import { Container } from '@backstage/ui';
import { Suspense, useRef, type ReactNode } from 'react';
import { ConnectionNotice, PageSkeleton, SkeRoot } from '../parts';
import styles from './PageFrame.module.css';
import { PageStart } from './usePageArrival';
import { useMainRole } from './useMainRole';
import { useTabInView } from './useTabInView';

/** The frame around the body of all pages. */
export function PageFrame(props: { children: ReactNode }) {
  useTabInView();
  const start = useRef<HTMLDivElement>(null);
  const role = useMainRole(start);
  return (
    <SkeRoot>
      <Container ref={start} className={styles.frame} role={role}>
        <PageStart.Provider value={start}>
          <Suspense fallback={<PageSkeleton shape="page" />}>
            {props.children}
          </Suspense>
        </PageStart.Provider>
        <ConnectionNotice isAtEnd />
      </Container>
    </SkeRoot>
  );
}
