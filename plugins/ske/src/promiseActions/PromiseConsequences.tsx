import { Link, Text } from '@backstage/ui';
import {
  formatApiVersion,
  kratixLabels,
  labelIs,
  wellKnownKinds,
} from '@kratix-portal/plugin-ske-common';
import { useMemo } from 'react';
import { listDestinations, listWorks, placementQueries } from '../dependents';
import {
  useCollection,
  useCollections,
  type KubernetesObject,
  type LiveCollection,
} from '../live';
import { MissingLists } from '../object/missing';
import { ToneNotice } from '../parts';
import { useRequests, type Requests } from '../requests';
import { useLinks } from '../routes';
import { useWords, type Words } from '../words';
import styles from './PromiseActions.module.css';
import { readConsequences } from './readConsequences';

/** More names than these do not help the user to decide. */
const MOST_NAMES = 10;
/** Kratix keeps the Works of Promises here. */
const KRATIX_NAMESPACE = 'kratix-platform-system';

/** What is deleted together with a Promise, as far as the user may see it. */
export function PromiseConsequences({
  promise,
}: {
  promise: KubernetesObject;
}) {
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
      <RequiredBy names={facts.requiredBy} promises={requests.promises} />
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
  // Without the Promises the portal does not know the kind, and has listed nothing.
  const isPartial =
    coverage.length === 0 ||
    coverage.some(({ status }) => status !== 'everywhere');
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

/** Says whether other Promises require this Promise. This is not known if the Promises could not be listed. */
function RequiredBy(props: {
  names: readonly string[];
  promises: LiveCollection;
}) {
  const { names, promises } = props;
  const t = useWords();
  if (names.length > 0) {
    return (
      <ToneNotice tone="negative">
        {t('install.delete.requiredBy', { names: names.join(', ') })}
      </ToneNotice>
    );
  }
  if (promises.asOf !== undefined) {
    return <Text as="p">{t('install.delete.notRequired')}</Text>;
  }
  return (
    <Text as="p">
      {t(
        isBeingRead(promises)
          ? 'install.delete.requiredByLoading'
          : 'install.delete.requiredByUnknown',
      )}
    </Text>
  );
}

function WorksOfIt({ name }: { name: string }) {
  const t = useWords();
  const query = useMemo(
    () => ({
      apiVersion: formatApiVersion(wellKnownKinds.work),
      kind: wellKnownKinds.work.kind,
      namespace: KRATIX_NAMESPACE,
      labelSelector: `${labelIs(kratixLabels.promiseName, name)},${kratixLabels.workType}=promise`,
    }),
    [name],
  );
  const works = useCollection(query);
  const queries = useMemo(() => placementQueries(works.items), [works.items]);
  const lists = useCollections(queries);
  const destinations = useMemo(
    () =>
      listDestinations(
        listWorks(
          works.items,
          lists.flatMap(({ items }) => items),
        ),
      ),
    [works.items, lists],
  );
  const missing = [
    { query, list: works },
    ...queries.map((each, index) => ({ query: each, list: lists[index] })),
  ].filter(({ list }) => list?.status === 'refused');
  return (
    <>
      {worksText(t, works)}
      {destinations.length > 0 && (
        <ul className={styles.list}>
          {destinations.map(({ name: destination, files }) => (
            <li key={destination}>
              {t('actions.delete.destination', {
                name: destination,
                count: files,
              })}
            </li>
          ))}
        </ul>
      )}
      {lists.some(isBeingRead) && <div>{t('actions.delete.loading')}</div>}
      <MissingLists lists={missing} />
    </>
  );
}

function worksText(t: Words, works: LiveCollection): string {
  if (works.asOf !== undefined) {
    return t('install.delete.works', { count: works.items.length });
  }
  return t(
    isBeingRead(works)
      ? 'install.delete.worksLoading'
      : 'install.delete.worksUnknown',
  );
}

/** Whether a list that has not been read yet may still arrive. */
function isBeingRead({ status, asOf }: LiveCollection): boolean {
  return (
    asOf === undefined && (status === 'loading' || status === 'reconnecting')
  );
}
