import { Container } from '@backstage/ui';
import { Suspense, type ReactNode } from 'react';
import { ConnectionNotice, PageSkeleton, SkeRoot } from '../parts';
import styles from './PageFrame.module.css';
import { useTabInView } from './useTabInView';

/** The frame around the body of all pages. */
export function PageFrame(props: { children: ReactNode }) {
  useTabInView();
  return (
    <SkeRoot>
      <Container className={styles.frame}>
        <Suspense fallback={<PageSkeleton shape="page" />}>
          {props.children}
        </Suspense>
        <ConnectionNotice isAtEnd />
      </Container>
    </SkeRoot>
  );
}
