import {
  kratixLabels,
  labelIs,
  wellKnownKinds,
} from '@kratix-portal/plugin-ske-common';
import { Text } from '@backstage/ui';
import { useCollection } from '../../live';
import { MissingPart } from '../../object/missing';
import { RelativeTime, SectionCard, Tag } from '../../parts';
import { textAt, valueAt } from '../../values';
import { useWords } from '../../words';
import { KRATIX_API, NOT_SET } from '../../kratix';
import type { PromiseTabProps } from '../tab/PromiseTabProps';
import styles from './cards.module.css';

/** The versions of the Promise that exist: Kratix keeps one PromiseRevision for each. */
export function RevisionsCard({ object }: PromiseTabProps) {
  const t = useWords();
  const { kind } = wellKnownKinds.promiseRevision;
  const revisions = useCollection({
    apiVersion: KRATIX_API,
    kind,
    labelSelector: labelIs(kratixLabels.promiseName, object.metadata.name),
  });
  const latestFirst = [...revisions.items].sort((a, b) =>
    (b.metadata.creationTimestamp ?? '').localeCompare(
      a.metadata.creationTimestamp ?? '',
    ),
  );
  return (
    <SectionCard title={t('promise.revisions.title')}>
      {revisions.status === 'refused' && revisions.error && (
        <MissingPart
          error={revisions.error}
          tried={{
            verb: 'list',
            apiVersion: KRATIX_API,
            kind,
            isClusterScoped: true,
          }}
        />
      )}
      {latestFirst.length > 0 && (
        <ul className={styles.list}>
          {latestFirst.map(revision => {
            const version = textAt(revision.spec, 'version');
            return (
              <li key={revision.metadata.uid} className={styles.row}>
                <span className={styles.rowName}>
                  {version === undefined || version === NOT_SET
                    ? t('promise.revisions.noVersion')
                    : version}
                </span>
                {valueAt(revision.status, 'latest') === true && (
                  <Tag>{t('promise.revisions.latest')}</Tag>
                )}
                {revision.metadata.creationTimestamp !== undefined && (
                  <Text as="span" variant="body-small" color="secondary">
                    <RelativeTime
                      at={revision.metadata.creationTimestamp}
                      inTable
                    />
                  </Text>
                )}
              </li>
            );
          })}
        </ul>
      )}
      {latestFirst.length === 0 && revisions.asOf !== undefined && (
        <Text as="p" color="secondary">
          {t('promise.revisions.none')}
        </Text>
      )}
    </SectionCard>
  );
}
