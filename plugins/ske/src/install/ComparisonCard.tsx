import { Text } from '@backstage/ui';
import {
  kratixLabels,
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
}) {
  const { live, next } = props;
  const t = useWords();
  const comparison = useMemo(
    () => comparePromises(live as KratixPromise, next),
    [live, next],
  );
  const versions = [live, next].map(
    each =>
      textAt(each, 'metadata', 'labels', kratixLabels.promiseVersion) ??
      t('install.compare.noVersion'),
  );
  return (
    <SectionCard
      title={t('install.compare.title', { name: live.metadata.name })}
      status={t('install.compare.versions', {
        before: versions[0],
        after: versions[1],
      })}
    >
      <div className={styles.stack}>
        {comparison.isOtherKind && (
          <ToneNotice tone="negative">
            {t('install.compare.otherKind')}
          </ToneNotice>
        )}
        <Changes title={t('install.compare.api')} changes={comparison.api} />
        <Changes
          title={t('install.compare.pipelines')}
          changes={comparison.pipelines}
        />
        <Changes title={t('install.compare.rest')} changes={comparison.rest} />
      </div>
    </SectionCard>
  );
}

function Changes(props: { title: string; changes: readonly PromiseChange[] }) {
  const { title, changes } = props;
  const t = useWords();
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
          : t('install.compare.count', { count: changes.length })}
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
                cell: ({ after, change }) => (
                  <span className={styles.place}>
                    {after ?? (change === 'removed' ? '–' : PART)}
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
