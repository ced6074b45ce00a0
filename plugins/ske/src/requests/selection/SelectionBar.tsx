import { Button, Text } from '@backstage/ui';
import { useMemo, useState } from 'react';
import type { ActionName } from '../../actions';
import { BulkDialog } from '../../bulkActions';
import type { KubernetesObject } from '../../live';
import { focusBefore } from '../../parts';
import { useWords } from '../../words';
import styles from './selection.module.css';
import { toBulkItems } from './toBulkItems';
import type { Selection } from './useSelection';

const ACTIONS: readonly ActionName[] = [
  'reconcile',
  'pause',
  'resume',
  'upgrade',
  'delete',
];

/** How many requests are selected, and what the user can do with them. The dialog says for which requests an action is possible. */
export function SelectionBar(props: {
  selection: Selection;
  promises: readonly KubernetesObject[];
}) {
  const { selection, promises } = props;
  const { rows, clear } = selection;
  const t = useWords();
  const [action, setAction] = useState<ActionName>();
  const items = useMemo(() => toBulkItems(rows, promises), [rows, promises]);
  if (rows.length === 0 && action === undefined) {
    return null;
  }
  return (
    <>
      {rows.length > 0 && (
        <section
          className={styles.bar}
          data-bottom-bar
          aria-label={t('actions.bulk.label')}
        >
          <Text as="p" weight="bold">
            {t('actions.bulk.selected', { count: rows.length })}
          </Text>
          <div className={styles.actions}>
            {ACTIONS.map(name => (
              <Button
                key={name}
                size="small"
                variant="secondary"
                onPress={() => setAction(name)}
              >
                {t(`actions.name.${name}`)}
              </Button>
            ))}
            <Button
              size="small"
              variant="tertiary"
              onPress={({ target }) => {
                focusBefore(target.closest('[data-bottom-bar]'));
                clear();
              }}
            >
              {t('actions.bulk.clear')}
            </Button>
          </div>
        </section>
      )}
      {action && (
        <BulkDialog
          action={action}
          items={items}
          promises={promises}
          onClose={() => setAction(undefined)}
        />
      )}
    </>
  );
}
