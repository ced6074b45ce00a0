import type {
  PipelineRuns,
  ResourceRef,
} from '@kratix-portal/plugin-ske-common';
import { queryKey, toQuery } from '../store/queryKey';
import type { Fetched } from '../types';
import { useLiveApi } from './useLiveApi';
import { useRead } from './useRead';

/** The containers of a run change without a change of the object. */
const ACTIVE_REFRESH_MS = 30_000;

/**
 * Reads the pipeline runs of an object. They are read again when `revision` changes (use the object's `resourceVersion`), at most every two
 * seconds, and not while the tab is hidden. While a run is active they are also read every 30 seconds.
 */
export function usePipelineRuns(
  ref: ResourceRef | undefined,
  revision?: string,
): Fetched<PipelineRuns> {
  const { calls } = useLiveApi();
  return useRead({
    key: ref && `pipelines ${queryKey(ref)}`,
    revision,
    read: () => {
      const query = { ...toQuery(ref!), name: ref!.name };
      return {
        read: signal => calls.getPipelines(query, { signal }),
        refreshAfter: ({ runs }) =>
          runs.some(({ state }) => state === 'pending' || state === 'running')
            ? ACTIVE_REFRESH_MS
            : undefined,
      };
    },
  });
}
