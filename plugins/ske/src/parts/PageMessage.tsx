import { Text } from '@backstage/ui';
import type { ReactNode } from 'react';
import styles from './PageMessage.module.css';

/** A page that contains only a message, such as that the object of the page does not exist. {@link EmptyState} is for a part of a page. */
export function PageMessage(props: {
  title: string;
  text?: string;
  children?: ReactNode;
}) {
  const { title, text, children } = props;
  return (
    <div className={styles.message}>
      <Text as="h2" variant="title-small">
        {title}
      </Text>
      {text !== undefined && <Text as="p">{text}</Text>}
      {children}
    </div>
  );
}
