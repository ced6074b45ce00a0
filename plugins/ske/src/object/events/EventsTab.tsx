import type { ResourceEvent } from '@kratix-portal/plugin-ske-common';
import { Checkbox, Text } from '@backstage/ui';
import { useMemo, useState } from 'react';
import { useResourceEvents } from '../../live';
import {
  EmptyState,
  PageSkeleton,
  RelativeTime,
  RowsTable,
  SectionCard,
  ToneBadge,
  type RowsColumn,
} from '../../parts';
import { useWords, type Words } from '../../words';
import { MissingPart } from '../missing';
import type { ObjectProps } from '../ObjectProps';
import { arrangeEvents } from './arrangeEvents';
import styles from './EventsTab.module.css';

/** The Events of the request, the latest first. What Kratix reports at every reconciliation is left out until the user asks for it. */
export function EventsTab({ resourceRef, object }: ObjectProps) {
  const t = useWords();
  const [warningsFirst, setWarningsFirst] = useState(false);
  const [showNoise, setShowNoise] = useState(false);
  const { uid, resourceVersion } = object.metadata;
  const ref = useMemo(() => ({ ...resourceRef, uid }), [resourceRef, uid]);
  const { value, error } = useResourceEvents(ref, resourceVersion);
  const columns = useMemo(() => columnsOf(t), [t]);
  const missing = error && (
    <MissingPart
      error={error}
      tried={{
        verb: 'list',
        apiVersion: 'v1',
        kind: 'Event',
        namespace: resourceRef.namespace,
      }}
    />
  );
  if (!value) {
    return missing ?? <PageSkeleton shape="rows" />;
  }
  const { events, foldedReports } = arrangeEvents(value.events, {
    warningsFirst,
    showNoise,
  });
  return (
    <SectionCard title={t('object.events.title')}>
      {missing}
      <div className={styles.options}>
        <Checkbox isSelected={warningsFirst} onChange={setWarningsFirst}>
          {t('object.events.warningsFirst')}
        </Checkbox>
        {foldedReports > 0 && (
          <Checkbox isSelected={showNoise} onChange={setShowNoise}>
            {t('object.events.showNoise', { count: foldedReports })}
          </Checkbox>
        )}
      </div>
      {events.length > 0 ? (
        <RowsTable
          aria-label={t('object.events.title')}
          columns={columns}
          rows={events}
          rowKey={keyOf}
          isMarked={({ type }) => type === 'Warning'}
        />
      ) : (
        <EmptyState title={t('object.events.none')}>
          {t('object.events.noneWhy')}
        </EmptyState>
      )}
      {value.truncated && (
        <Text as="p" variant="body-small" color="secondary">
          {t('object.events.truncated')}
        </Text>
      )}
    </SectionCard>
  );
}

function keyOf({ reason, message, firstSeen }: ResourceEvent): string {
  return `${reason} ${firstSeen} ${message}`;
}

function columnsOf(t: Words): RowsColumn<ResourceEvent>[] {
  return [
    {
      id: 'type',
      title: t('object.events.type'),
      width: '8rem',
      cell: ({ type }) =>
        type === 'Warning' ? (
          <ToneBadge tone="attention">{t('object.events.warning')}</ToneBadge>
        ) : (
          type
        ),
    },
    {
      id: 'reason',
      title: t('object.events.reason'),
      isRowHeader: true,
      cell: ({ reason }) => reason,
    },
    {
      id: 'message',
      title: t('object.events.message'),
      cell: ({ message, count }) =>
        count > 1
          ? `${message} ${t('object.events.times', { count })}`
          : message,
    },
    {
      id: 'lastSeen',
      title: t('object.events.lastSeen'),
      width: '8rem',
      cell: ({ lastSeen }) => <RelativeTime at={lastSeen} inTable />,
    },
    {
      id: 'reportedBy',
      title: t('object.events.reportedBy'),
      cell: ({ reportedBy }) => reportedBy,
    },
  ];
}
