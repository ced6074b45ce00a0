import { Box, Text } from '@backstage/ui';
import { createContext, memo, useId, type ReactNode } from 'react';
import styles from './SectionCard.module.css';

/** What the next {@link Frame} shows. */
const Content = createContext<ReactNode>(null);

/**
 * A box of Backstage UI has another context each time it is drawn, and then every component of Backstage UI inside it is drawn again. In a form, each keystroke
 * would draw all fields. So the box is drawn once.
 */
const Frame = memo(function Card(props: { id?: string; headingId: string }) {
  return (
    <Box
      as="section"
      bg="neutral"
      className={styles.card}
      id={props.id}
      aria-labelledby={props.headingId}
    >
      <Content.Consumer>{content => content}</Content.Consumer>
    </Box>
  );
});

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
  const content = (
    <>
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
    </>
  );
  return (
    <Content.Provider value={content}>
      <Frame id={props.id} headingId={headingId} />
    </Content.Provider>
  );
}
