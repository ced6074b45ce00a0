import type { ObjectState } from '@kratix-portal/plugin-ske-common';
import { Text } from '@backstage/ui';
import { useMemo } from 'react';
import type { KubernetesObject } from '../../live';
import { RelativeTime, RowsTable, SectionCard } from '../../parts';
import type { RowsColumn } from '../../parts';
import { useWords, type Words } from '../../words';
import { listConditions, type ShownCondition } from './listConditions';
import styles from './ConditionsCard.module.css';

/** Properties of {@link ConditionsCard}. */
export interface ConditionsCardProps {
  object: KubernetesObject;
  /** The condition or the label from which the state of the object follows. */
  decidedBy: ObjectState<string>['decidedBy'];
}

/** The conditions in Kratix's words. The condition from which the state follows is marked. */
export function ConditionsCard({ object, decidedBy }: ConditionsCardProps) {
  const t = useWords();
  const deciding = decidedBy?.condition;
  const conditions = listConditions(object, deciding);
  const columns = useMemo(() => columnsOf(t, deciding), [t, deciding]);
  return (
    <SectionCard
      title={t('object.conditions.title')}
      status={
        decidedBy?.label
          ? t('object.conditions.decidedByLabel', { label: decidedBy.label })
          : undefined
      }
    >
      {conditions.length > 0 ? (
        <RowsTable
          aria-label={t('object.conditions.title')}
          columns={columns}
          rows={conditions}
          rowKey={({ type }) => type}
          isMarked={({ type }) => type === deciding}
        />
      ) : (
        <Text as="p" color="secondary">
          {t('object.conditions.none')}
        </Text>
      )}
    </SectionCard>
  );
}

function columnsOf(
  t: Words,
  deciding: string | undefined,
): RowsColumn<ShownCondition>[] {
  return [
    {
      id: 'type',
      title: t('object.conditions.type'),
      isRowHeader: true,
      width: '16rem',
      cell: ({ type }) => (
        <>
          <span className={styles.word}>{type}</span>
          {type === deciding && (
            <Text as="span" variant="body-small" color="secondary">
              {t('object.conditions.deciding')}
            </Text>
          )}
        </>
      ),
    },
    {
      id: 'status',
      title: t('object.conditions.status'),
      width: '6rem',
      cell: ({ status }) => status,
    },
    {
      id: 'reason',
      title: t('object.conditions.reason'),
      cell: ({ reason, message }) => (
        <>
          <span className={styles.word}>{reason}</span>
          {message !== undefined && message !== reason && (
            <Text as="span" variant="body-small" color="secondary">
              {message}
            </Text>
          )}
        </>
      ),
    },
    {
      id: 'since',
      title: t('object.conditions.since'),
      width: '7rem',
      cell: ({ since }) =>
        since === undefined ? null : <RelativeTime at={since} inTable />,
    },
  ];
}
