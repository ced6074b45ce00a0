import { Box, Text } from '@backstage/ui';
import { useId, type ReactNode } from 'react';
import styles from './SectionCard.module.css';

/** A titled part of a page. */
export function SectionCard(props: {
  title: ReactNode;
  /** The level of the heading. The page's own heading is 1. */
  level?: 2 | 3 | 4;
  /** Buttons beside the heading. */
  actions?: ReactNode;
  /** A line below the heading: counts, the age of the data, what is missing. */
  status?: ReactNode;
  /** The id with which a link can point to the section. */
  id?: string;
  children?: ReactNode;
}) {
  const headingId = useId();
  const level = props.level ?? 2;
  return (
    <Box
      as="section"
      bg="neutral"
      className={styles.card}
      id={props.id}
      aria-labelledby={headingId}
    >
      <div className={styles.header}>
        <Text
          as={`h${level}`}
          id={headingId}
          variant={level === 2 ? 'title-x-small' : 'body-large'}
          weight="bold"
          className={styles.heading}
        >
          {props.title}
        </Text>
        {props.actions && <div className={styles.actions}>{props.actions}</div>}
      </div>
      {props.status && (
        <Text
          as="div"
          variant="body-small"
          color="secondary"
          className={styles.status}
        >
          {props.status}
        </Text>
      )}
      {props.children && <div className={styles.body}>{props.children}</div>}
    </Box>
  );
}
