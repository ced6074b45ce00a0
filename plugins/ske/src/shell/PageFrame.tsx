import { Container } from '@backstage/ui';
import { Suspense, type ReactNode } from 'react';
import { ConnectionNotice, PageSkeleton, SkeRoot } from '../parts';

/** What all pages have around their body. */
export function PageFrame(props: { children: ReactNode }) {
  return (
    <SkeRoot>
      <Container>
        <ConnectionNotice />
        <Suspense fallback={<PageSkeleton shape="page" />}>
          {props.children}
        </Suspense>
      </Container>
    </SkeRoot>
  );
}
