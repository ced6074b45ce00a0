import { Button } from '@backstage/ui';
import type { ConfigureResult } from '@kratix-portal/plugin-ske-common';
import { TextDiff } from '../changes';
import { RowsTable, SectionCard, ToneNotice } from '../parts';
import { useWords } from '../words';
import styles from './EditObject.module.css';

/** The answer of the API lists at most so many changes that are no removals. */
const MOST_CHANGES = 50;

/** What an edit would do: the text before and after, and the cluster's answer to a dry run. */
export function Review(props: {
  before: string;
  after: string;
  result: ConfigureResult;
  onBack(): void;
  onSave(): void;
}) {
  const { before, after, result, onBack, onSave } = props;
  const t = useWords();
  return (
    <SectionCard title={t('edit.reviewTitle')}>
      <div className={styles.review}>
        {result.operation === 'unchanged' ? (
          <ToneNotice tone="neutral">{t('edit.wouldNotChange')}</ToneNotice>
        ) : (
          <ToneNotice tone="positive">{t('edit.accepted')}</ToneNotice>
        )}
        {result.notices.map(notice => (
          <ToneNotice key={notice} tone="attention">
            {notice}
          </ToneNotice>
        ))}
        <RowsTable
          aria-label={t('edit.changes')}
          rows={result.changes}
          rowKey={({ field }) => field}
          columns={[
            {
              id: 'field',
              title: t('changes.field'),
              isRowHeader: true,
              cell: ({ field }) => <code>{field}</code>,
            },
            {
              id: 'change',
              title: t('edit.change'),
              cell: ({ change }) => t(`edit.change.${change}`),
            },
            {
              id: 'before',
              title: t('changes.was'),
              cell: each => each.before && <code>{each.before}</code>,
            },
            {
              id: 'after',
              title: t('edit.after'),
              cell: each => each.after && <code>{each.after}</code>,
            },
          ]}
        />
        {result.changes.length >= MOST_CHANGES && (
          <p>{t('edit.moreChanges')}</p>
        )}
        <TextDiff label={t('edit.diff')} before={before} after={after} />
        <div className={styles.actions}>
          <Button onPress={onSave}>{t('edit.save')}</Button>
          <Button variant="secondary" onPress={onBack}>
            {t('edit.back')}
          </Button>
        </div>
      </div>
    </SectionCard>
  );
}
