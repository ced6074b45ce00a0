import type { ResourceRef } from '@kratix-portal/plugin-ske-common';
import { useMemo } from 'react';
import type { GraphNode } from '../../graph';
import { usePipelineRuns, type KubernetesObject } from '../../live';
import { useLinks } from '../../routes';
import { useWords } from '../../words';
import { useChildren } from '../family';
import { arrangeRuns } from '../../object/pipelines';
import { runSearch } from '../../object/pipelines';
import { usePlacement } from '../placement';
import { useDestinations } from '../placement/useDestinations';
import { promiseNameOf, usePromiseOf } from '../request/usePromiseOf';
import { useRequestState } from '../request/useRequestState';
import { buildGraph } from './buildGraph';

/** Reads what the graph of a request shows. */
export function useGraph(
  ref: ResourceRef,
  object: KubernetesObject,
): GraphNode {
  const t = useWords();
  const links = useLinks();
  const state = useRequestState(ref, object);
  const promise = usePromiseOf(object);
  const runs = usePipelineRuns(ref, object.metadata.resourceVersion);
  const { works, missing } = usePlacement(ref, object);
  const { byName } = useDestinations();
  const { children, missing: missingKinds } = useChildren(ref, object, false);
  return useMemo(() => {
    const hidden = [
      ...(runs.value?.unavailable ?? [])
        .filter(({ part }) => part === 'jobs')
        .map(() => t('graph.runs')),
      ...(runs.value === undefined && runs.error ? [t('graph.runs')] : []),
      ...[...missing, ...missingKinds].map(({ query: { kind } }) =>
        t('graph.objects', { kind }),
      ),
    ];
    return buildGraph(
      {
        ref,
        object,
        state,
        promiseName: promiseNameOf(object),
        promise: promise.object,
        runs: arrangeRuns(runs.value?.runs ?? []).current,
        works,
        destinations: byName,
        children,
        hidden: [...new Set(hidden)],
      },
      {
        promiseHref: name => links.promise(name),
        resourceHref: other => links.resource(other),
        runHref: job =>
          `${links.resource(ref, 'pipelines')}${runSearch({ run: job })}`,
        hidden: what => t('graph.hidden', { what }),
        notVisible: t('graph.notVisible'),
      },
    );
  }, [
    ref,
    object,
    state,
    promise.object,
    runs,
    works,
    missing,
    byName,
    children,
    missingKinds,
    t,
    links,
  ]);
}
