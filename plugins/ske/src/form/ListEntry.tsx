import { ButtonIcon, Text } from '@backstage/ui';
import {
  RiArrowDownSLine,
  RiArrowUpSLine,
  RiDeleteBinLine,
} from '@remixicon/react';
import type { ArrayFieldTemplateItemType } from '@rjsf/utils';
import { EntryName } from '../formFields/field/FieldName';
import { isOfType, type FormSchema } from '../formFields/field/FormSchema';
import { useWords } from '../words';
import styles from './ListEntry.module.css';

/**
 * An entry of a list. A text or number has one line, with its buttons beside it; an object has a frame with a heading. The form's theme has a card
 * with a heading for every entry, so that a list of ten addresses is longer than the page.
 */
export function ListEntry(
  props: ArrayFieldTemplateItemType & {
    listId?: string;
    /** The name of the list, because two lists of a page have entries of the same name. */
    listName?: string;
  },
) {
  const { index, schema, uiSchema, listId, listName } = props;
  const t = useWords();
  const title: string =
    uiSchema?.['ui:title'] ?? schema.title ?? t('form.list.entry');
  const name = `${title} ${index + 1}`;
  const fullName =
    listName === undefined
      ? name
      : t('form.list.entryOf', { entry: name, list: listName });
  const children = (
    <EntryName id={`${listId}_${index}`} name={fullName}>
      {props.children}
    </EntryName>
  );
  const isGroup =
    isOfType(schema as FormSchema, 'object') ||
    isOfType(schema as FormSchema, 'array');
  return isGroup ? (
    <div role="group" aria-label={fullName} className={styles.group} data-entry>
      <div className={styles.head}>
        <Text as="p" variant="body-medium" weight="bold">
          {name}
        </Text>
        <EntryButtons {...props} name={fullName} />
      </div>
      {children}
    </div>
  ) : (
    <div className={styles.row} data-entry>
      <div className={styles.field}>{children}</div>
      <div className={styles.buttons}>
        <EntryButtons {...props} name={fullName} />
      </div>
    </div>
  );
}

/** What a button of a list entry does with the entry. */
export type EntryAction = 'up' | 'down' | 'remove';

/**
 * Finds a button of an entry, or another button of the entry if that button is disabled. If there are no entries, it returns the button that adds an
 * entry.
 *
 * @param list - the element of a list, which has an element around its entries
 */
export function entryButton(
  list: HTMLElement,
  { action, index }: { action: EntryAction; index: number },
): HTMLElement | undefined {
  const entries = [
    ...list.querySelectorAll<HTMLElement>('[data-entry]'),
  ].filter(({ parentElement }) => parentElement?.parentElement === list);
  const entry = entries.at(Math.min(index, entries.length - 1));
  const candidates = [action, 'down', 'up', 'remove'].map(each =>
    entry?.querySelector<HTMLElement>(`[data-entry-action="${each}"]`),
  );
  return (
    candidates.find(button => button && !button.hasAttribute('disabled')) ??
    [...list.querySelectorAll('button')].at(-1)
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
            data-entry-action="up"
            aria-label={t('form.list.up', { name })}
            icon={<RiArrowUpSLine aria-hidden="true" />}
            isDisabled={isFixed || !hasMoveUp}
            onPress={() => props.onReorderClick(index, index - 1)()}
          />
          <ButtonIcon
            variant="tertiary"
            size="small"
            data-entry-action="down"
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
          data-entry-action="remove"
          aria-label={t('form.list.remove', { name })}
          icon={<RiDeleteBinLine aria-hidden="true" />}
          isDisabled={isFixed}
          onPress={() => props.onDropIndexClick(index)()}
        />
      )}
    </span>
  );
}
