import { Text } from '@backstage/ui';
import {
  titleId,
  type ArrayFieldTitleProps,
  type TitleFieldProps,
} from '@rjsf/utils';
import type { ReactNode } from 'react';
import styles from './ManifestForm.module.css';

/** The title of a part of a page. The page has a heading of level 3, inside of a card with a heading of level 2. */
function PartTitle(props: {
  id: string;
  isRequired: boolean | undefined;
  children: ReactNode;
}) {
  return (
    <Text
      as="h4"
      id={props.id}
      variant="body-medium"
      weight="bold"
      className={styles.partTitle}
    >
      {props.children}
      {props.isRequired && (
        <Text as="span" color="danger" aria-hidden="true">
          {' *'}
        </Text>
      )}
    </Text>
  );
}

/**
 * Titles of objects and lists inside of a page. Those of the form's theme are larger than the heading of the card around them, and have the level of
 * the page's heading.
 */
export const titleTemplates = {
  ArrayFieldTitleTemplate: ({
    idSchema,
    title,
    required,
  }: ArrayFieldTitleProps) =>
    title ? (
      <PartTitle id={titleId(idSchema)} isRequired={required}>
        {title}
      </PartTitle>
    ) : null,
  TitleFieldTemplate: ({ id, title, required }: TitleFieldProps) => (
    <PartTitle id={id} isRequired={required}>
      {title}
    </PartTitle>
  ),
};
