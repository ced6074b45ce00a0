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
    <SectionCard title={t('resource.events.title')}>
      {missing}
      <div className={styles.options}>
        <Checkbox isSelected={warningsFirst} onChange={setWarningsFirst}>
          {t('resource.events.warningsFirst')}
        </Checkbox>
        {foldedReports > 0 && (
          <Checkbox isSelected={showNoise} onChange={setShowNoise}>
            {t('resource.events.showNoise', { count: foldedReports })}
          </Checkbox>
        )}
      </div>
      {events.length > 0 ? (
        <RowsTable
          aria-label={t('resource.events.title')}
          columns={columns}
          rows={events}
          rowKey={keyOf}
          isMarked={({ type }) => type === 'Warning'}
        />
      ) : (
        <EmptyState title={t('resource.events.none')}>
          {t('resource.events.noneWhy')}
        </EmptyState>
      )}
      {value.truncated && (
        <Text as="p" variant="body-small" color="secondary">
          {t('resource.events.truncated')}
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
      title: t('resource.events.type'),
      width: '8rem',
      cell: ({ type }) =>
        type === 'Warning' ? (
          <ToneBadge tone="attention">{t('resource.events.warning')}</ToneBadge>
        ) : (
          type
        ),
    },
    {
      id: 'reason',
      title: t('resource.events.reason'),
      isRowHeader: true,
      cell: ({ reason }) => reason,
    },
    {
      id: 'message',
      title: t('resource.events.message'),
      cell: ({ message, count }) =>
        count > 1
          ? `${message} ${t('resource.events.times', { count })}`
          : message,
    },
    {
      id: 'lastSeen',
      title: t('resource.events.lastSeen'),
      width: '8rem',
      cell: ({ lastSeen }) => <RelativeTime at={lastSeen} inTable />,
    },
    {
      id: 'reportedBy',
      title: t('resource.events.reportedBy'),
      cell: ({ reportedBy }) => reportedBy,
    },
  ];
}
