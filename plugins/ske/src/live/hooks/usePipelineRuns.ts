import type {
  PipelineRuns,
  ResourceRef,
} from '@kratix-portal/plugin-ske-common';
import { pipelineReads } from '../reads/pipelineReads';
import { queryKey } from '../store/queryKey';
import type { Fetched } from '../objects/types';
import { useLiveApi } from './useLiveApi';
import { useRead } from './useRead';

/**
 * Reads the pipeline runs of an object. They are read again when one of their Jobs or Pods changes, and when `revision` changes (use the object's
 * `resourceVersion`), at most every two seconds, and not while the tab is hidden. If Jobs or Pods cannot be followed, the runs are read every five
 * seconds while one of them is active.
 */
export function usePipelineRuns(
  ref: ResourceRef | undefined,
  revision?: string,
): Fetched<PipelineRuns> {
  const { calls } = useLiveApi();
  return useRead({
    key: ref && `pipelines ${queryKey(ref)}`,
    revision,
    read: () => pipelineReads(ref!, calls),
  });
}
