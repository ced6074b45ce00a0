import { Container } from '@backstage/ui';
import { Suspense, type ReactNode } from 'react';

/** What all pages have around their body. */
export function PageFrame(props: { children: ReactNode }) {
  return (
    <Container>
      <Suspense fallback={null}>{props.children}</Suspense>
    </Container>
  );
}
