import { readHealthOf, looksSecret } from '@kratix-portal/plugin-ske-common';
import { Text } from '@backstage/ui';
import { useCollection } from '../../live';
import { RelativeTime, SectionCard, StateBadge } from '../../parts';
import { isObject, valueAt } from '../../values';
import { useWords } from '../../words';
import { FieldTree, readFields, SecretValue } from '../fields';
import { MissingPart } from '../../object/missing';
import type { TabProps } from '../request/TabProps';
import { KRATIX_API } from '../../kratix';
import { promiseNameOf } from '../request/usePromiseOf';
import styles from './HealthCard.module.css';
import { listHealthRecords, type ShownHealth } from './listHealthRecords';

/** What HealthRecords report. The health is independent of the conditions: a reconciled request can be unhealthy. */
export function HealthCard({ object }: TabProps) {
  const t = useWords();
  const { namespace } = object.metadata;
  const health = valueAt(object.status, 'healthStatus');
  const hasRecords = listHealthRecords(object, undefined, []).length > 0;
  const records = useCollection(
    hasRecords
      ? { apiVersion: KRATIX_API, kind: 'HealthRecord', namespace }
      : undefined,
  );
  if (!isObject(health) || !hasRecords) {
    return null;
  }
  const shown = listHealthRecords(object, promiseNameOf(object), records.items);
  const { state, tone } = readHealthOf(health);
  return (
    <SectionCard
      title={t('resource.health.title')}
      actions={<StateBadge state={{ state, tone }} />}
    >
      <ul className={styles.records}>
        {shown.map(each => (
          <li key={`${each.namespace}/${each.name}`}>
            <Record shown={each} />
          </li>
        ))}
      </ul>
      {records.status === 'refused' && records.error && (
        <MissingPart
          error={records.error}
          tried={{
            verb: 'list',
            apiVersion: KRATIX_API,
            kind: 'HealthRecord',
            namespace,
          }}
        />
      )}
    </SectionCard>
  );
}

function Record({ shown }: { shown: ShownHealth }) {
  const t = useWords();
  const { otherPromise } = shown;
  const { state, tone, checkedAt, details } = shown.health;
  return (
    <>
      <div className={styles.record}>
        <span className={styles.name}>{shown.name}</span>
        <StateBadge state={{ state, tone }} />
        {checkedAt !== undefined && (
          <span className={styles.checked}>
            {t('resource.health.checked')} <RelativeTime at={checkedAt} />
          </span>
        )}
      </div>
      {otherPromise !== undefined && (
        <Text as="p" variant="body-small">
          {t('resource.health.otherPromise', { promise: otherPromise })}
        </Text>
      )}
      {isObject(details) ? (
        <FieldTree fields={readFields(details)} />
      ) : (
        typeof details === 'string' && (
          <p className={styles.details}>
            {looksSecret(details, ['details']) ? (
              <SecretValue title={shown.name} text={details} />
            ) : (
              details
            )}
          </p>
        )
      )}
    </>
  );
}
