import { Radio, RadioGroup } from '@backstage/ui';
import type { JsonObject, JsonValue } from '@backstage/types';
import { RelativeTime, RowsTable } from '../parts';
import { printFieldPath } from '../editor';
import { useWords } from '../words';
import styles from './ConflictTable.module.css';
import { keyOfPath, type Choice, type FieldDifference } from './mergeValues';
import { readManagers } from './readManagers';

/** Each field that the cluster has changed since an edit began: was, now and by whom, yours. Where both changed it, the user chooses. */
export function ConflictTable(props: {
  differences: readonly FieldDifference[];
  /** `metadata.managedFields` of the live object. */
  managedFields?: readonly JsonObject[];
  choices: Readonly<Record<string, Choice>>;
  onChoose(key: string, choice: Choice): void;
}) {
  const { differences, managedFields, choices, onChoose } = props;
  const t = useWords();
  return (
    <RowsTable
      aria-label={t('changes.table')}
      rows={differences.filter(({ kind }) => kind !== 'mine')}
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
                      <RelativeTime at={Date.parse(manager.time)} />
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
          cell: ({ path, kind }) => {
            const key = keyOfPath(path);
            return kind === 'conflict' ? (
              <RadioGroup
                aria-label={t('changes.choose', {
                  field: printFieldPath(path),
                })}
                value={choices[key] ?? 'mine'}
                onChange={value => onChoose(key, value as Choice)}
              >
                <Radio value="mine">{t('changes.takeYours')}</Radio>
                <Radio value="live">{t('changes.takeNow')}</Radio>
              </RadioGroup>
            ) : (
              t(kind === 'same' ? 'changes.same' : 'changes.takesNow')
            );
          },
        },
      ]}
    />
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
