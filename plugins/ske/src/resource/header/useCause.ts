import {
  findDeepestCause,
  type CauseChain,
  type ResourceRef,
  type RequestState,
} from '@kratix-portal/plugin-ske-common';
import { useMemo } from 'react';
import { usePipelineRuns, type KubernetesObject } from '../../live';

/** States that need no explanation. */
const CALM = new Set<RequestState['state']>(['ready', 'paused']);

const NOTHING: CauseChain = { parts: [] };

/** Finds the deepest cause of the state, from the runs of the request's pipelines as far as the user may see them. */
export function useCause(
  ref: ResourceRef,
  object: KubernetesObject,
  state: RequestState,
): CauseChain {
  const isCalm = CALM.has(state.state);
  const { value } = usePipelineRuns(
    isCalm ? undefined : ref,
    object.metadata.resourceVersion,
  );
  return useMemo(
    () =>
      isCalm
        ? NOTHING
        : findDeepestCause({ request: object, runs: value?.runs }),
    [isCalm, object, value],
  );
}
