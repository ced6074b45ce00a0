import type { JsonObject } from '@backstage/types';
import {
  type ObservedObject,
  type PipelineRuns,
  readResourceState,
  type RelatedToResource,
  withLongWait,
} from '@kratix-portal/plugin-ske-common';
import { FROM_CLUSTER_NOTICE, fromCluster, timeFromCluster } from './untrusted';

/**
 * Describes the state of a request to an agent, as the pages do.
 *
 * @param allRuns - the pipeline runs of the request, if it is known that there are no others
 */
export function describeState(
  object: JsonObject,
  related?: RelatedToResource,
  allRuns?: PipelineRuns['runs'],
) {
  const observed = object as unknown as ObservedObject;
  const { state, since, next, reason } = withLongWait(
    readResourceState(observed, related),
    observed,
    new Date(),
    allRuns,
  );
  return {
    state,
    ...timeFromCluster(since),
    ...(next && { next }),
    notice: FROM_CLUSTER_NOTICE,
    fromCluster: { reason: fromCluster(reason) },
  };
}
