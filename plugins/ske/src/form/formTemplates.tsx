import { Button, Text } from '@backstage/ui';
import { RiAddLine } from '@remixicon/react';
import {
  descriptionId,
  getUiOptions,
  titleId,
  type ArrayFieldTitleProps,
  type FieldTemplateProps,
  type IconButtonProps,
  type TitleFieldProps,
} from '@rjsf/utils';
import type { MouseEvent, ReactNode } from 'react';
import { FieldDescription } from '../formFields/field/FieldDescription';
import { FieldName } from '../formFields/field/FieldName';
import { useWords } from '../words';
import { List } from './List';
import { ListEntry } from './ListEntry';
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

/** A list has no title of its own if its switch shows the title already. The form's theme ignores the option. */
function ListTitle(props: ArrayFieldTitleProps) {
  const { idSchema, title, required, uiSchema } = props;
  return title && getUiOptions(uiSchema).label !== false ? (
    <PartTitle id={titleId(idSchema)} isRequired={required}>
      {title}
    </PartTitle>
  ) : null;
}

/** A field with its description, which screen readers read with the field. The form's theme gives the description no id. */
function Field(props: FieldTemplateProps) {
  const { id, children, displayLabel = true, hidden, rawDescription } = props;
  return hidden ? (
    <div hidden>{children}</div>
  ) : (
    <div className={styles.field}>
      <FieldName id={id} title={props.label}>
        {children}
      </FieldName>
      {displayLabel && (
        <FieldDescription
          id={descriptionId(id)}
          schema={{ description: rawDescription }}
        />
      )}
      {props.errors}
      {props.help}
    </div>
  );
}

/** Adds an entry to a list. The text of the form's theme is English in every language. */
function AddButton({ disabled, onClick, ...props }: IconButtonProps) {
  const t = useWords();
  return (
    <Button
      variant="secondary"
      size="small"
      className={props.className}
      aria-label={props['aria-label']}
      iconStart={<RiAddLine aria-hidden="true" />}
      isDisabled={disabled}
      onClick={event => onClick?.(event as MouseEvent<HTMLButtonElement>)}
    >
      {t('form.list.add')}
    </Button>
  );
}

/**
 * Titles and entries of a form. The titles of the form's theme are larger than the heading of the card around them, and have the level of the
 * page's heading.
 */
export const formTemplates = {
  ArrayFieldTemplate: List,
  ArrayFieldTitleTemplate: ListTitle,
  ArrayFieldItemTemplate: ListEntry,
  ButtonTemplates: { AddButton },
  FieldTemplate: Field,
  TitleFieldTemplate: ({ id, title, required }: TitleFieldProps) => (
    <PartTitle id={id} isRequired={required}>
      {title}
    </PartTitle>
  ),
};
