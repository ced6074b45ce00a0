import { Text } from '@backstage/ui';
import {
  descriptionId,
  getTemplate,
  getUiOptions,
  type ArrayFieldTemplateProps,
} from '@rjsf/utils';
import { useEffect, useRef } from 'react';
import { FieldDescription } from '../formFields/field/FieldDescription';
import { useFieldName } from '../formFields/field/FieldName';
import { useWords } from '../words';
import { entryButton, type EntryAction } from './ListEntry';
import styles from './ListEntry.module.css';

/** A list with its entries. The list of the form's theme has English words in every language, and loses the focus when an entry is removed or moved. */
export function List(props: ArrayFieldTemplateProps) {
  const { idSchema, uiSchema, schema, registry, items, title } = props;
  const options = getUiOptions(uiSchema);
  const t = useWords();
  const shownTitle = options.title || title;
  const name = useFieldName(idSchema.$id, shownTitle);
  const { root, follow } = useFollowedEntry(items.map(({ key }) => key));
  const Title = getTemplate('ArrayFieldTitleTemplate', registry, options);
  const Entry = getTemplate('ArrayFieldItemTemplate', registry, options);
  const { AddButton } = registry.templates.ButtonTemplates;
  return (
    <div className={styles.list} ref={root}>
      <Title
        idSchema={idSchema}
        schema={schema}
        uiSchema={uiSchema}
        registry={registry}
        title={shownTitle}
        required={props.required}
      />
      <FieldDescription
        id={descriptionId(idSchema)}
        schema={{ description: options.description || schema.description }}
      />
      <div className={styles.entries}>
        {items.map(({ key, ...entry }) => (
          <Entry
            key={key}
            {...entry}
            {...{ listId: idSchema.$id, listName: name || undefined }}
            onDropIndexClick={index => event => {
              follow({ action: 'remove', index });
              entry.onDropIndexClick(index)(event);
            }}
            onReorderClick={(from, to) => event => {
              follow({ action: to < from ? 'up' : 'down', index: to });
              entry.onReorderClick(from, to)(event);
            }}
          />
        ))}
      </div>
      {items.length === 0 && (
        <Text as="p" variant="body-small" color="secondary">
          {t('form.list.empty')}
        </Text>
      )}
      {props.canAdd && (
        <AddButton
          aria-label={name && t('form.list.addTo', { title: name })}
          onClick={props.onAddClick}
          disabled={props.disabled || props.readonly}
          uiSchema={uiSchema}
          registry={registry}
        />
      )}
    </div>
  );
}

/** The button that has the focus next: the button of the entry that was moved, or of the entry that took the place of a removed entry. */
interface Followed {
  action: EntryAction;
  index: number;
  /** Whether the button has had the focus. */
  isReached?: boolean;
}

/**
 * Gives the focus to the next button after an entry was removed or moved, because the button that was pressed is gone or at another position. If a list
 * must have more entries, an empty entry replaces the removed one, and the form draws all entries again, so the focus is lost a second time. The function stops
 * as soon as the user does something else.
 */
function useFollowedEntry(keys: readonly string[]) {
  const root = useRef<HTMLDivElement>(null);
  const followed = useRef<Followed>();
  const order = keys.join(' ');
  useEffect(() => {
    const { current } = followed;
    const isLost = document.activeElement === document.body;
    if (current && root.current && (isLost || !current.isReached)) {
      entryButton(root.current, current)?.focus();
      current.isReached = true;
      const end = () => {
        if (followed.current === current) {
          followed.current = undefined;
        }
      };
      for (const type of ['pointerdown', 'keydown']) {
        document.addEventListener(type, end, { capture: true, once: true });
      }
    } else {
      followed.current = undefined;
    }
  }, [order]);
  return {
    root,
    follow: (next: Followed) => {
      followed.current = next;
    },
  };
}
