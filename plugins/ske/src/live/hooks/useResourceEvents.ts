import type {
  ResourceEvents,
  ResourceRef,
} from '@kratix-portal/plugin-ske-common';
import { eventReads } from '../reads/eventReads';
import { queryKey } from '../store/queryKey';
import type { Fetched } from '../objects/types';
import { useLiveApi } from './useLiveApi';
import { useRead } from './useRead';

/** Reads the Events of an object. They are read again when an Event is written, and, as with {@link usePipelineRuns}, when the object changes. */
export function useResourceEvents(
  ref: (ResourceRef & { uid?: string }) | undefined,
  revision?: string,
): Fetched<ResourceEvents> {
  const { calls } = useLiveApi();
  return useRead({
    key: ref && `events ${queryKey(ref)} ${ref.uid ?? ''}`,
    revision,
    read: () => eventReads(ref!, calls),
  });
}
