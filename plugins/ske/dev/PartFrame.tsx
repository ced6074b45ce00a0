import { Container, Text } from '@backstage/ui';
import { SkeRoot } from '../src/parts';
import type { GalleryEntry } from '../src/gallery/entry/GalleryEntry';

/** The frame of a part that is shown without its page. */
export function PartFrame(props: { entry: GalleryEntry }) {
  return (
    <SkeRoot>
      <Container py="6">
        <main>
          <Text as="h1" variant="title-small">
            {props.entry.title}
          </Text>
          {props.entry.element}
        </main>
      </Container>
    </SkeRoot>
  );
}
