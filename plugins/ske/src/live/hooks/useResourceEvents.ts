import type {
  ResourceEvents,
  ResourceRef,
} from '@kratix-portal/plugin-ske-common';
import { queryKey, toQuery } from '../store/queryKey';
import type { Fetched } from '../types';
import { useLiveApi } from './useLiveApi';
import { useRead } from './useRead';

/** Events are written without a change of the object. */
const REFRESH_MS = 60_000;

/** Reads the Events of an object, like {@link usePipelineRuns}, and every minute. */
export function useResourceEvents(
  ref: (ResourceRef & { uid?: string }) | undefined,
  revision?: string,
): Fetched<ResourceEvents> {
  const { calls } = useLiveApi();
  return useRead({
    key: ref && `events ${queryKey(ref)} ${ref.uid ?? ''}`,
    revision,
    read: () => {
      const query = { ...toQuery(ref!), name: ref!.name, uid: ref!.uid };
      return {
        read: signal => calls.getResourceEvents(query, { signal }),
        refreshAfter: () => REFRESH_MS,
      };
    },
  });
}
