import { Text } from '@backstage/ui';
import {
  kratixLabels,
  type FieldChange,
  type KratixPromise,
} from '@kratix-portal/plugin-ske-common';
import { useMemo } from 'react';
import type { KubernetesObject } from '../live';
import { RowsTable, SectionCard, ToneNotice } from '../parts';
import { textAt } from '../values';
import { useWords } from '../words';
import { comparePromises, type PromiseChange } from './comparePromises';
import styles from './InstallPage.module.css';

/** Stands for an object or a list, which is too long for a cell. */
const PART = '{…}';

/** A longer list is not useful to read, and the YAML has all changes. */
const MOST_CHANGES = 200;

/** What an upgrade changes: the API, the pipelines, and the rest. */
export function ComparisonCard(props: {
  live: KubernetesObject;
  next: KratixPromise;
  /** What the dry run would change. Absent before it. */
  planned: readonly FieldChange[] | undefined;
}) {
  const { live, next, planned } = props;
  const t = useWords();
  const comparison = useMemo(
    () => comparePromises(live as KratixPromise, next, planned),
    [live, next, planned],
  );
  const { api, pipelines, rest } = comparison;
  const isUncertain = [...api, ...pipelines, ...rest].some(
    ({ change }) => change === 'missing',
  );
  const version = (of: unknown) =>
    textAt(of, 'metadata', 'labels', kratixLabels.promiseVersion);
  const none = t('install.compare.noVersion');
  const before = version(live) ?? none;
  // A write keeps the labels of Kratix that the text does not have.
  const after = version(next) ?? before;
  return (
    <SectionCard
      title={t('install.compare.title', { name: live.metadata.name })}
      status={t('install.compare.versions', {
        before,
        after,
      })}
    >
      <div className={styles.stack}>
        {comparison.isOtherKind && (
          <ToneNotice tone="negative">
            {t('install.compare.otherKind')}
          </ToneNotice>
        )}
        {isUncertain && <Text as="p">{t('install.compare.uncertain')}</Text>}
        <Changes title={t('install.compare.api')} changes={api} />
        <Changes title={t('install.compare.pipelines')} changes={pipelines} />
        <Changes title={t('install.compare.rest')} changes={rest} />
      </div>
    </SectionCard>
  );
}

function Changes(props: { title: string; changes: readonly PromiseChange[] }) {
  const { title, changes } = props;
  const t = useWords();
  const count = changes.filter(({ change }) => change !== 'kept').length;
  return (
    <section aria-label={title}>
      <Text as="h3" variant="body-large" weight="bold">
        {title}
      </Text>
      <Text as="p" variant="body-small" color="secondary">
        {changes.length > MOST_CHANGES
          ? t('install.compare.countOf', {
              count: changes.length,
              shown: String(MOST_CHANGES),
            })
          : t('install.compare.count', { count })}
      </Text>
      {changes.length > 0 && (
        // A part that scrolls must be reachable by keyboard.
        <div
          className={styles.changes}
          // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
          role="group"
          aria-label={title}
        >
          <RowsTable
            aria-label={title}
            rows={changes.slice(0, MOST_CHANGES)}
            rowKey={({ place, change }) => `${place} ${change}`}
            columns={[
              {
                id: 'place',
                title: t('install.compare.place'),
                isRowHeader: true,
                width: '40%',
                cell: ({ place }) => (
                  <span className={styles.place}>{place}</span>
                ),
              },
              {
                id: 'change',
                title: t('install.compare.change'),
                width: '8rem',
                cell: ({ change }) => t(`install.compare.${change}`),
              },
              {
                id: 'before',
                title: t('install.compare.before'),
                width: '25%',
                cell: ({ before, change }) => (
                  <span className={styles.place}>
                    {before ?? (change === 'added' ? '–' : PART)}
                  </span>
                ),
              },
              {
                id: 'after',
                title: t('install.compare.after'),
                cell: ({ before, after, change }) => (
                  <span className={styles.place}>
                    {afterOf({ after, before, change })}
                  </span>
                ),
              },
            ]}
          />
        </div>
      )}
    </section>
  );
}

function afterOf({ before, after, change }: Omit<PromiseChange, 'place'>) {
  switch (change) {
    case 'removed':
      return '–';
    case 'missing':
      return '?';
    case 'kept':
      return before ?? PART;
    default:
      return after ?? PART;
  }
}
