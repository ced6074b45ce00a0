import type { JsonValue } from '@backstage/types';
import { Button, ToggleButton } from '@backstage/ui';
import type {
  ConfigureResult,
  IsSecret,
} from '@kratix-portal/plugin-ske-common';
import { useMemo, useState } from 'react';
import { TextDiff } from '../changes';
import { YamlSource } from '../editor';
import { maskPrinted } from '../form';
import { RowsTable, SectionCard, ToneNotice } from '../parts';
import { useWords } from '../words';
import styles from './EditObject.module.css';
import { maskTexts } from './maskTexts';

/** The API lists every removal, and other changes up to this number in total. */
const MOST_CHANGES = 50;

/** What an edit would do: the text before and after, and the result of a dry run. */
export function Review(props: {
  before: string;
  after: string;
  result: ConfigureResult;
  isSecret: IsSecret;
  /** Whether the change is being written. */
  isBusy: boolean;
  onBack(): void;
  onSave(): void;
}) {
  const { before, after, result, isSecret, isBusy, onBack, onSave } = props;
  const t = useWords();
  const [isRevealed, setRevealed] = useState(false);
  const masked = useMemo(
    () => maskTexts({ before, after, isSecret, changed: t('edit.newSecret') }),
    [before, after, isSecret, t],
  );
  const texts = isRevealed ? { before, after } : masked;
  const objects = useMemo(
    () => ({
      before: new YamlSource(before).toValue() ?? null,
      after: new YamlSource(after).toValue() ?? null,
    }),
    [before, after],
  );
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
              width: '16rem',
              cell: ({ field }) => <code>{field}</code>,
            },
            {
              id: 'change',
              title: t('edit.change'),
              width: '8rem',
              cell: ({ change }) => t(`edit.change.${change}`),
            },
            {
              id: 'before',
              title: t('changes.was'),
              width: '16rem',
              cell: ({ field, change, before: value }) => (
                <Printed
                  {...{ field, value, isSecret }}
                  object={objects.before}
                  isAbsent={change === 'added'}
                />
              ),
            },
            {
              id: 'after',
              title: t('edit.after'),
              cell: ({ field, change, after: value }) => (
                <Printed
                  {...{ field, value, isSecret }}
                  object={objects.after}
                  isAbsent={change === 'removed'}
                />
              ),
            },
          ]}
        />
        {result.changes.length >= MOST_CHANGES && (
          <p>{t('edit.moreChanges')}</p>
        )}
        {masked.hidden > 0 && (
          <div>
            <ToggleButton
              size="small"
              isSelected={isRevealed}
              onChange={setRevealed}
            >
              {t('yaml.reveal', { count: masked.hidden })}
            </ToggleButton>
          </div>
        )}
        <TextDiff
          label={t('edit.diff')}
          before={texts.before}
          after={texts.after}
        />
        <div className={styles.actions}>
          <Button variant="secondary" isDisabled={isBusy} onPress={onBack}>
            {t('edit.back')}
          </Button>
          <Button isPending={isBusy} onPress={onSave}>
            {t('edit.save')}
          </Button>
        </div>
      </div>
    </SectionCard>
  );
}

/** A value as the API prints it. The API leaves out long values and those that look like a secret. */
function Printed(props: {
  field: string;
  value: string | undefined;
  object: JsonValue;
  isSecret: IsSecret;
  /** Whether the object does not have the field. */
  isAbsent: boolean;
}) {
  const { field, value, object, isSecret, isAbsent } = props;
  const t = useWords();
  if (isAbsent) {
    return <em>{t('changes.absent')}</em>;
  }
  return value === undefined ? (
    <em>{t('changes.hidden')}</em>
  ) : (
    <code>{maskPrinted({ printed: value, field, object, isSecret })}</code>
  );
}
