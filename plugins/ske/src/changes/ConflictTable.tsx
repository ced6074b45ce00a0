import { ToggleButton } from '@backstage/ui';
import type { JsonObject, JsonValue } from '@backstage/types';
import {
  printFieldPath,
  type IsSecret,
} from '@kratix-portal/plugin-ske-common';
import { useMemo, useState } from 'react';
import { RelativeTime, RowsTable } from '../parts';
import { useWords } from '../words';
import { Choices } from './Choices';
import styles from './ConflictTable.module.css';
import { maskDifferences } from './maskDifferences';
import {
  keyOfPath,
  type MergeChoice,
  type FieldDifference,
} from './mergeValues';
import { readManagers } from './readManagers';

/**
 * Each field that the cluster or the user has changed since an edit began: the old value, the current value and who wrote it, the user's value, and
 * which of them is taken.
 */
export function ConflictTable(props: {
  differences: readonly FieldDifference[];
  /** `metadata.managedFields` of the live object. */
  managedFields?: readonly JsonObject[];
  /** Whether a value is hidden until the user asks for it. */
  isSecret: IsSecret;
  choices: Readonly<Record<string, MergeChoice>>;
  onChoose(key: string, choice: MergeChoice): void;
}) {
  const { managedFields, isSecret, choices, onChoose } = props;
  const t = useWords();
  const [isRevealed, setRevealed] = useState(false);
  const masked = useMemo(
    () => maskDifferences(props.differences, isSecret),
    [props.differences, isSecret],
  );
  const differences = isRevealed ? props.differences : masked.differences;
  return (
    <div className={styles.table}>
      {masked.hidden > 0 && (
        <ToggleButton
          size="small"
          className={styles.reveal}
          isSelected={isRevealed}
          onChange={setRevealed}
        >
          {t('yaml.reveal', { count: masked.hidden })}
        </ToggleButton>
      )}
      <RowsTable
        aria-label={t('changes.table')}
        rows={differences}
        rowKey={({ path }) => keyOfPath(path)}
        isMarked={({ kind }) => kind === 'conflict'}
        columns={[
          {
            id: 'field',
            title: t('changes.field'),
            isRowHeader: true,
            cell: ({ path }) => (
              <span className={styles.field}>{printFieldPath(path)}</span>
            ),
          },
          {
            id: 'was',
            title: t('changes.was'),
            cell: ({ base }) => <Value value={base} />,
          },
          {
            id: 'now',
            title: t('changes.now'),
            cell: ({ path, live }) => {
              const [manager] = readManagers(managedFields, path);
              return (
                <>
                  <Value value={live} />
                  {manager && (
                    <div className={styles.by}>
                      {t('changes.by', { name: manager.name })}{' '}
                      {manager.time && (
                        <RelativeTime at={Date.parse(manager.time)} inTable />
                      )}
                    </div>
                  )}
                </>
              );
            },
          },
          {
            id: 'yours',
            title: t('changes.yours'),
            cell: ({ mine }) => <Value value={mine} />,
          },
          {
            id: 'choice',
            title: t('changes.result'),
            cell: difference => {
              const key = keyOfPath(difference.path);
              return (
                <Choices
                  difference={difference}
                  choice={choices[key]}
                  onChoose={choice => onChoose(key, choice)}
                />
              );
            },
          },
        ]}
      />
    </div>
  );
}

function Value({ value }: { value: JsonValue | undefined }) {
  const t = useWords();
  return value === undefined ? (
    <em>{t('changes.absent')}</em>
  ) : (
    <code className={styles.value}>{JSON.stringify(value)}</code>
  );
}
