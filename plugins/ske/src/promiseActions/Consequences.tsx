import { Link, Text } from '@backstage/ui';
import {
  formatApiVersion,
  kratixLabels,
  wellKnownKinds,
} from '@kratix-portal/plugin-ske-common';
import { useMemo } from 'react';
import { useCollection, type KubernetesObject } from '../live';
import { ToneNotice } from '../parts';
import { useRequests, type Requests } from '../requests';
import { useLinks } from '../routes';
import { useWords } from '../words';
import styles from './PromiseActions.module.css';
import { readConsequences } from './readConsequences';

/** The names of a longer list do not help to decide. */
const MOST_NAMES = 10;
/** Kratix keeps the Works of Promises here. */
const KRATIX_NAMESPACE = 'kratix-platform-system';

/** What is deleted together with a Promise, as far as the user may see it. */
export function Consequences({ promise }: { promise: KubernetesObject }) {
  const t = useWords();
  const requests = useRequests({ promise: promise.metadata.name });
  const facts = useMemo(
    () => readConsequences(promise, requests.promises.items),
    [promise, requests.promises.items],
  );
  return (
    <div className={styles.stack}>
      <Text as="p">{t('install.delete.intro')}</Text>
      <ul className={styles.list}>
        <li>
          <RequestsOfIt requests={requests} />
        </li>
        {facts.kind !== undefined && (
          <li>{t('install.delete.api', { kind: facts.kind })}</li>
        )}
        <li>
          <WorksOfIt name={promise.metadata.name} />
        </li>
        <li>
          {facts.deletePipeline === undefined
            ? t('install.delete.noPipeline')
            : t('install.delete.pipeline', { pipeline: facts.deletePipeline })}
        </li>
      </ul>
      {facts.requiredBy.length > 0 ? (
        <ToneNotice tone="negative">
          {t('install.delete.requiredBy', {
            names: facts.requiredBy.join(', '),
          })}
        </ToneNotice>
      ) : (
        <Text as="p">{t('install.delete.notRequired')}</Text>
      )}
      {facts.isPaused && (
        <ToneNotice tone="attention">{t('install.delete.paused')}</ToneNotice>
      )}
    </div>
  );
}

function RequestsOfIt({ requests }: { requests: Requests }) {
  const t = useWords();
  const links = useLinks();
  const { coverage, isLoading } = requests;
  const rows = requests.rows.filter(({ deletedAt }) => deletedAt === undefined);
  const isPartial = coverage.some(({ status }) => status !== 'everywhere');
  if (isLoading) {
    return <>{t('install.delete.loading')}</>;
  }
  return (
    <>
      {t('install.delete.requests', { count: rows.length })}
      {rows.length > 0 && (
        <ul className={styles.list}>
          {rows.slice(0, MOST_NAMES).map(({ id, ref, name, namespace }) => (
            <li key={id}>
              <Link href={links.resource(ref)}>{`${namespace}/${name}`}</Link>
            </li>
          ))}
          {rows.length > MOST_NAMES && (
            <li>
              {t('install.delete.more', { count: rows.length - MOST_NAMES })}
            </li>
          )}
        </ul>
      )}
      {isPartial && ` ${t('install.delete.partial')}`}
    </>
  );
}

function WorksOfIt({ name }: { name: string }) {
  const t = useWords();
  const works = useCollection(
    useMemo(
      () => ({
        apiVersion: formatApiVersion(wellKnownKinds.work),
        kind: wellKnownKinds.work.kind,
        namespace: KRATIX_NAMESPACE,
        labelSelector: `${kratixLabels.promiseName}=${name},${kratixLabels.workType}=promise`,
      }),
      [name],
    ),
  );
  return (
    <>
      {works.status === 'refused' && works.asOf === undefined
        ? t('install.delete.worksUnknown')
        : t('install.delete.works', { count: works.items.length })}
    </>
  );
}
