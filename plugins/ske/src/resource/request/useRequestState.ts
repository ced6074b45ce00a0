import {
  readResourceState,
  withLongWait,
  type RequestState,
  type ResourceRef,
} from '@kratix-portal/plugin-ske-common';
import { useMemo } from 'react';
import { useMinute, usePipelineRuns, type KubernetesObject } from '../../live';
import { useWorks } from './useWorks';
import { useBindingOf } from './useBindingOf';
import { usePromiseOf } from './usePromiseOf';

/** States that need no runs to be explained. */
const CALM = new Set<RequestState['state']>(['ready', 'paused']);

/**
 * Reads the state of a request, with its Promise, ResourceBinding, runs and Works as far as the user may see them. Runs and Works are read only while
 * they can explain something.
 */
export function useRequestState(
  ref: ResourceRef,
  object: KubernetesObject,
): RequestState {
  const { object: promise } = usePromiseOf(object);
  const { binding } = useBindingOf(object);
  const related = useMemo(
    () => ({ ...(promise && { promise }), ...(binding && { binding }) }),
    [promise, binding],
  );
  const state = useMemo(
    () => readResourceState(object, related),
    [object, related],
  );
  const isCalm = CALM.has(state.state);
  const waitsForWorks = state.parts.some(
    ({ code }) => code === 'works-pending',
  );
  const { value } = usePipelineRuns(
    isCalm ? undefined : ref,
    object.metadata.resourceVersion,
  );
  const { works } = useWorks(waitsForWorks ? ref : undefined, object);
  const runs = isCalm ? undefined : value?.runs;
  // Without a part that the user may not read, a Job that is missing proves nothing.
  const allRuns = value?.unavailable.length === 0 ? runs : undefined;
  const explained = useMemo(
    () =>
      runs || works.length > 0
        ? readResourceState(object, {
            ...related,
            ...(runs && { runs }),
            ...(works.length > 0 && { works }),
          })
        : state,
    [object, related, runs, works, state],
  );
  const now = useMinute();
  return useMemo(
    () => withLongWait(explained, object, new Date(now), allRuns),
    [explained, object, now, allRuns],
  );
}
