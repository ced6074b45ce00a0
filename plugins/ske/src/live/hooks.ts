import type {
  AccessAnswer,
  AccessQuestion,
  PipelineRuns,
  ResourceEvents,
  ResourceRef,
  WhoAmI,
} from '@kratix-portal/plugin-ske-common';
import type {
  Fetched,
  LiveCollection,
  LiveConnection,
  LiveObject,
  LiveQuery,
} from './types';

/** Follows one collection. Without a query it returns an empty collection that is `loading`. */
export function useCollection(_query: LiveQuery | undefined): LiveCollection {
  throw new Error('in the making');
}

/** Follows several collections, in the order of the queries. */
export function useCollections(
  _queries: readonly LiveQuery[],
): readonly LiveCollection[] {
  throw new Error('in the making');
}

/** Follows one object. */
export function useObject(_ref: ResourceRef | undefined): LiveObject {
  throw new Error('in the making');
}

/** The state of the stream, for the page's notice. */
export function useConnection(): LiveConnection {
  throw new Error('in the making');
}

/**
 * Reads the pipeline runs of an object. They are read again when `revision` changes (use the object's `resourceVersion`), at most every two
 * seconds, and not while the tab is hidden.
 */
export function usePipelineRuns(
  _ref: ResourceRef | undefined,
  _revision?: string,
): Fetched<PipelineRuns> {
  throw new Error('in the making');
}

/** Reads the Events of an object, like {@link usePipelineRuns}. */
export function useResourceEvents(
  _ref: (ResourceRef & { uid?: string }) | undefined,
  _revision?: string,
): Fetched<ResourceEvents> {
  throw new Error('in the making');
}

/** Asks what the user may do. Questions of all components are collected into calls of 50, and answers are cached for a minute. */
export function useAccess(
  _questions: readonly AccessQuestion[],
): Fetched<readonly AccessAnswer[]> {
  throw new Error('in the making');
}

/** The user's identity in Backstage and on the cluster. Read once. */
export function useWhoAmI(): Fetched<WhoAmI> {
  throw new Error('in the making');
}

/** Milliseconds since the epoch; changes every second, or less often for `everySeconds`. All components share one timer, which stops while the tab is hidden. */
export function useNow(_everySeconds?: number): number {
  throw new Error('in the making');
}
