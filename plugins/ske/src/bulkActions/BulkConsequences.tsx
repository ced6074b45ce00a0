import { Text } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { isLabelSet, kratixLabels } from '@kratix-portal/plugin-ske-common';
import { useEffect, useState } from 'react';
import { skeApiRef } from '../api';
import { readDependents, type Dependents } from '../dependents';
import type { KubernetesObject } from '../live';
import { ToneNotice } from '../parts';
import { Refusal } from '../refusal';
import { useWords } from '../words';
import styles from '../actions/dialogs.module.css';
import type { BulkItem } from './BulkItem';
import { listDeletePipelines } from './listDeletePipelines';

/** What is deleted together with many requests, as far as the user may see it, and what could not be read. */
export function BulkConsequences(props: {
  items: readonly BulkItem[];
  promises: readonly KubernetesObject[];
}) {
  const { items, promises } = props;
  const t = useWords();
  const dependents = useDependents(items, promises);
  const { pipelines, without, unknown } = listDeletePipelines(items, promises);
  const paused = items.filter(
    ({ object, isPromisePaused }) =>
      isPromisePaused ||
      isLabelSet(object.metadata.labels, kratixLabels.paused),
  ).length;
  return (
    <section
      aria-label={t('actions.bulk.delete.title')}
      className={styles.section}
    >
      <Text as="p">{t('actions.delete.intro')}</Text>
      <ul className={styles.consequences}>
        {pipelines.map(({ promise, pipeline, count }) => (
          <li key={promise}>
            {t('actions.bulk.delete.pipeline', { promise, pipeline, count })}
          </li>
        ))}
        {without > 0 && (
          <li>{t('actions.bulk.delete.noPipeline', { count: without })}</li>
        )}
        {unknown > 0 && (
          <li>
            {t('actions.bulk.delete.pipelineUnknown', { count: unknown })}
          </li>
        )}
        {dependents ? (
          <Made dependents={dependents} />
        ) : (
          <li>{t('actions.delete.loading')}</li>
        )}
      </ul>
      {paused > 0 && (
        <ToneNotice tone="attention">
          {t('actions.bulk.delete.paused', { count: paused })}
        </ToneNotice>
      )}
    </section>
  );
}

function Made({ dependents }: { dependents: Dependents }) {
  const t = useWords();
  const { works, destinations, children, isSearched, missing, isCut } =
    dependents;
  const isUnknown = (kind: string) =>
    missing.some(({ query }) => query.kind === kind);
  return (
    <>
      {/* If some Works could not be listed, an empty list does not mean that there are none. */}
      {(works > 0 || !isUnknown('Work')) && (
        <li>
          {t('actions.delete.works', { count: works })}
          {destinations.length > 0 && (
            <ul className={styles.consequences}>
              {destinations.map(({ name, files }) => (
                <li key={name}>
                  {t('actions.delete.destination', { name, count: files })}
                </li>
              ))}
            </ul>
          )}
        </li>
      )}
      <li>
        {isSearched
          ? t('actions.bulk.delete.children', { count: children })
          : t('actions.bulk.delete.childrenNotSearched')}
      </li>
      {missing.map(({ query, error }) => (
        <li key={JSON.stringify(query)}>
          <Refusal
            size="line"
            error={error}
            tried={{
              verb: 'list',
              apiVersion: query.apiVersion,
              kind: query.kind,
              namespace: query.namespace,
            }}
          />
        </li>
      ))}
      {isCut && <li>{t('actions.bulk.delete.cut')}</li>}
    </>
  );
}

/** The consequences are read once, when the dialog opens, because the list of the requests does not change either. */
function useDependents(
  items: readonly BulkItem[],
  promises: readonly KubernetesObject[],
): Dependents | undefined {
  const api = useApi(skeApiRef);
  const [read, setRead] = useState<{ key: string; dependents: Dependents }>();
  const key = items.map(({ id }) => id).join(' ');
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    readDependents(api, items, promises, signal).then(dependents => {
      if (!signal.aborted) {
        setRead({ key, dependents });
      }
    });
    return () => controller.abort();
    // The effect does not depend on `items` and `promises`: the items are new objects in each rendering, and the stream changes the Promises.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [api, key]);
  return read?.key === key ? read.dependents : undefined;
}
