import {
  formatApiVersion,
  isLabelValue,
  kratixLabels,
  labelIs,
  wellKnownKinds,
  type PipelineRun,
  type PipelineRuns,
  type ResourceRef,
} from '@kratix-portal/plugin-ske-common';
import type { LiveCalls } from '../calls/LiveCalls';
import { toQuery } from '../store/queryKey';
import type { LiveQuery } from '../objects/types';
import type { Followed } from './FollowedCollections';
import type { ReadOptions } from './Read';

/** If the changes of Jobs and Pods are followed, this read is only for changes that a stream has missed. */
const FOLLOWED_REFRESH_MS = 30_000;
/** If Jobs and Pods are not followed, the runs are read often, because the containers of a run change without a change of the object. */
const POLL_MS = 5_000;

const PROMISE_API = formatApiVersion(wellKnownKinds.promise);

/** The options for reading the pipeline runs of an object. The runs are read again when one of their Jobs or Pods changes. */
export function pipelineReads(
  ref: ResourceRef,
  calls: Pick<LiveCalls, 'getPipelines'>,
): ReadOptions<PipelineRuns> {
  const query = { ...toQuery(ref), name: ref.name };
  return {
    read: signal => calls.getPipelines(query, { signal }),
    follows: runs => jobsAndPodsOf(ref, runs),
    refreshAfter({ runs }, followed) {
      const active = runs.filter(isActive);
      if (active.length === 0) {
        return undefined;
      }
      return followed.isLive && active.every(run => isSeen(run, followed))
        ? FOLLOWED_REFRESH_MS
        : POLL_MS;
    },
  };
}

function isActive({ state }: PipelineRun): boolean {
  return state === 'pending' || state === 'running';
}

/** Whether the watches contain the Job and the Pods of a run. The policy of the portal may hide some of them. */
function isSeen({ uid, pods }: PipelineRun, followed: Followed): boolean {
  return followed.has(uid) && pods.every(pod => followed.has(pod.uid));
}

/** Selects the Jobs and Pods of an object in the namespace of its next pipelines, as `GET /resource/pipelines` does. */
export function jobsAndPodsOf(
  ref: ResourceRef,
  { promise, namespace }: Pick<PipelineRuns, 'promise' | 'namespace'>,
): LiveQuery[] {
  if (promise === undefined || namespace === undefined) {
    return [];
  }
  // Kratix can neither label nor create the Jobs then, and the backend refuses the selector of the Pods.
  if (!isLabelValue(promise)) {
    return [];
  }
  const isPromise =
    ref.apiVersion === PROMISE_API && ref.kind === wellKnownKinds.promise.kind;
  const terms = [
    // The backend lets pages follow Pods whose label selector begins with this.
    labelIs(kratixLabels.promiseName, promise),
    isPromise
      ? `!${kratixLabels.resourceName}`
      : labelIs(kratixLabels.resourceName, ref.name),
    ...(isPromise || namespace === ref.namespace
      ? []
      : [`${kratixLabels.resourceNamespace}=${ref.namespace}`]),
  ];
  const where = { namespace, labelSelector: terms.join(',') };
  return [
    { apiVersion: 'batch/v1', kind: 'Job', ...where },
    { apiVersion: 'v1', kind: 'Pod', ...where },
  ];
}
