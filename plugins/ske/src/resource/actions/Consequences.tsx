import { isLabelSet, kratixLabels } from '@kratix-portal/plugin-ske-common';
import { Button, Link, Text } from '@backstage/ui';
import { useState } from 'react';
import { listDestinations } from '../../dependents';
import { MissingLists, MissingPart } from '../../object/missing';
import type { KubernetesObject } from '../../live';
import type { ObjectProps } from '../../object/ObjectProps';
import { promiseRef } from '../../kratix';
import { ToneNotice } from '../../parts';
import { useLinks } from '../../routes';
import { objectsAt, textAt } from '../../values';
import { useWords } from '../../words';
import { useChildren } from '../family/useChildren';
import { usePlacement } from '../placement/usePlacement';
import { promiseNameOf, usePromiseOf } from '../request/usePromiseOf';
import styles from './Consequences.module.css';

/** What is deleted together with a request, as far as the user may see it, and what could not be listed. */
export function Consequences({ resourceRef, object }: ObjectProps) {
  const t = useWords();
  const { object: promise } = usePromiseOf(object);
  const isPaused = (each: KubernetesObject | undefined) =>
    isLabelSet(each?.metadata.labels, kratixLabels.paused);
  return (
    <div className={styles.consequences}>
      <Text as="p">{t('actions.delete.intro')}</Text>
      <ul className={styles.list}>
        <Pipeline object={object} />
        <Works resourceRef={resourceRef} object={object} />
        <Family resourceRef={resourceRef} object={object} />
      </ul>
      {isPaused(object) && (
        <ToneNotice tone="attention">{t('actions.delete.paused')}</ToneNotice>
      )}
      {isPaused(promise) && (
        <ToneNotice tone="attention">
          {t('actions.delete.promisePaused', {
            promise: promise?.metadata.name ?? '',
          })}
        </ToneNotice>
      )}
    </div>
  );
}

/** Whether a delete pipeline runs first. Kratix runs only the first delete pipeline. */
function Pipeline({ object }: Pick<ObjectProps, 'object'>) {
  const t = useWords();
  const name = promiseNameOf(object);
  const promise = usePromiseOf(object);
  if (name === undefined) {
    return <li>{t('actions.delete.noPromise')}</li>;
  }
  if (!promise.object) {
    return (
      <li>
        {promise.error ? (
          <>
            {t('actions.delete.pipelineUnknown')}
            <MissingPart
              error={promise.error}
              tried={{
                verb: 'get',
                ...promiseRef(name),
                isClusterScoped: true,
              }}
            />
          </>
        ) : (
          t('actions.delete.loading')
        )}
      </li>
    );
  }
  const [pipeline] = objectsAt(
    promise.object.spec,
    'workflows',
    'resource',
    'delete',
  );
  return (
    <li>
      {pipeline === undefined
        ? t('actions.delete.noPipeline')
        : t('actions.delete.pipeline', {
            pipeline: textAt(pipeline, 'metadata', 'name') ?? '?',
          })}
    </li>
  );
}

function Works({ resourceRef, object }: ObjectProps) {
  const t = useWords();
  const { works, missing, isLoading } = usePlacement(resourceRef, object);
  const destinations = listDestinations(works);
  return (
    <li>
      {isLoading && t('actions.delete.loading')}
      {/* If Works could not be listed, an empty list does not mean that there are none. */}
      {!isLoading &&
        (works.length > 0 || missing.length === 0) &&
        t('actions.delete.works', { count: works.length })}
      {destinations.length > 0 && (
        <ul className={styles.list}>
          {destinations.map(({ name, files }) => (
            <li key={name}>
              {t('actions.delete.destination', { name, count: files })}
            </li>
          ))}
        </ul>
      )}
      <MissingLists lists={missing} />
    </li>
  );
}

const TEXTS = {
  loading: 'loading',
  unknown: 'childrenUnknown',
  'not-needed': 'childrenNotSearched',
} as const;

/** The requests that this request has created. They are parts of Works, so a Destination removes them. */
function Family({ resourceRef, object }: ObjectProps) {
  const t = useWords();
  const links = useLinks();
  const [searchAll, setSearchAll] = useState(false);
  const { children, search, missing, others } = useChildren(
    resourceRef,
    object,
    searchAll,
  );
  return (
    <li>
      {search === 'done' || children.length > 0
        ? t('actions.delete.children', { count: children.length })
        : t(`actions.delete.${TEXTS[search]}`)}
      {children.length > 0 && (
        <ul className={styles.list}>
          {children.map(({ apiVersion, kind, metadata }) => {
            const { uid, name, namespace } = metadata;
            return (
              <li key={uid}>
                <Link
                  href={links.resource({ apiVersion, kind, namespace, name })}
                  target="_blank"
                >
                  {t('actions.delete.child', {
                    kind,
                    name,
                    namespace: namespace ?? '',
                  })}
                </Link>
              </li>
            );
          })}
        </ul>
      )}
      <MissingLists lists={missing} />
      {searchAll && others > 0 && (
        <Text as="p" variant="body-small" color="secondary">
          {t('actions.delete.childrenOthers', { count: others })}
        </Text>
      )}
      {!searchAll && promiseNameOf(object) !== undefined && (
        <div>
          <Button
            size="small"
            variant="secondary"
            onPress={() => setSearchAll(true)}
          >
            {t('actions.delete.searchAll')}
          </Button>
        </div>
      )}
    </li>
  );
}
