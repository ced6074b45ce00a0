import { ButtonIcon, Text } from '@backstage/ui';
import {
  RiArrowDownSLine,
  RiArrowUpSLine,
  RiDeleteBinLine,
} from '@remixicon/react';
import type { ArrayFieldTemplateItemType } from '@rjsf/utils';
import { isOfType, type FormSchema } from '../formFields/field/FormSchema';
import { useWords } from '../words';
import styles from './ListEntry.module.css';

/**
 * An entry of a list. A text or number has one line, with its buttons beside it; an object has a frame with a heading. The form's theme has a card
 * with a heading for every entry, so that a list of ten addresses is longer than the page.
 */
export function ListEntry(props: ArrayFieldTemplateItemType) {
  const { children, index, schema, uiSchema } = props;
  const t = useWords();
  const title: string =
    uiSchema?.['ui:title'] ?? schema.title ?? t('form.list.entry');
  const name = `${title} ${index + 1}`;
  const isGroup =
    isOfType(schema as FormSchema, 'object') ||
    isOfType(schema as FormSchema, 'array');
  return isGroup ? (
    <div role="group" aria-label={name} className={styles.group}>
      <div className={styles.head}>
        <Text as="p" variant="body-medium" weight="bold">
          {name}
        </Text>
        <EntryButtons {...props} name={name} />
      </div>
      {children}
    </div>
  ) : (
    <div className={styles.row}>
      <div className={styles.field}>{children}</div>
      <div className={styles.buttons}>
        <EntryButtons {...props} name={name} />
      </div>
    </div>
  );
}

function EntryButtons(props: ArrayFieldTemplateItemType & { name: string }) {
  const { name, index, hasToolbar, hasMoveUp, hasMoveDown, hasRemove } = props;
  const t = useWords();
  if (!hasToolbar) {
    return null;
  }
  const isFixed = props.disabled || props.readonly;
  return (
    <span className={styles.toolbar}>
      {(hasMoveUp || hasMoveDown) && (
        <>
          <ButtonIcon
            variant="tertiary"
            size="small"
            aria-label={t('form.list.up', { name })}
            icon={<RiArrowUpSLine aria-hidden="true" />}
            isDisabled={isFixed || !hasMoveUp}
            onPress={() => props.onReorderClick(index, index - 1)()}
          />
          <ButtonIcon
            variant="tertiary"
            size="small"
            aria-label={t('form.list.down', { name })}
            icon={<RiArrowDownSLine aria-hidden="true" />}
            isDisabled={isFixed || !hasMoveDown}
            onPress={() => props.onReorderClick(index, index + 1)()}
          />
        </>
      )}
      {hasRemove && (
        <ButtonIcon
          variant="tertiary"
          size="small"
          aria-label={t('form.list.remove', { name })}
          icon={<RiDeleteBinLine aria-hidden="true" />}
          isDisabled={isFixed}
          onPress={() => props.onDropIndexClick(index)()}
        />
      )}
    </span>
  );
}
