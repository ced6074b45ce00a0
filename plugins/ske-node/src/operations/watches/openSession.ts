import type { WatchQuery } from '@kratix-portal/plugin-ske-common';
import type { ResourceDecisions } from '../../permissions';
import {
  isWatchOfPipelinePods,
  toPipelinePodChange,
} from '../kinds/pipelinePods';
import { chooseNamespace, Operation } from '../operation/Operation';
import type { KindTarget } from '../targets/KindTarget';
import { toPermissionTarget } from '../targets/permissionTarget';
import { WatchSession, type WatchSessionOptions } from './WatchSession';

/** The options of a new session, in addition to its query. */
export type SessionOptions = Pick<
  WatchSessionOptions,
  'announcesResume' | 'bufferBytes' | 'shutdown'
>;

/**
 * Runs the checks of a watch and opens it.
 *
 * @throws SkeError when the cluster or the portal refuses the watch
 */
export async function openSession(
  query: WatchQuery,
  operation: Operation,
  options: SessionOptions,
): Promise<WatchSession> {
  const { name, labelSelector, fieldSelector, resourceVersion } = query;
  const { target, decisions } = await findTarget(query, operation);
  return WatchSession.open({
    ...options,
    target,
    isVisible: object => decisions.allows('read', toPermissionTarget(object)),
    ...(isWatchOfPipelinePods(query) && { reduce: toPipelinePodChange }),
    selectors: {
      labelSelector,
      fieldSelector:
        name === undefined
          ? fieldSelector
          : [`metadata.name=${name}`, fieldSelector].filter(Boolean).join(','),
    },
    isOfOneObject: name !== undefined,
    resourceVersion,
    streamMs: operation.client.limits.streamMs,
  });
}

async function findTarget(
  query: WatchQuery,
  operation: Operation,
): Promise<{ target: KindTarget; decisions: ResourceDecisions }> {
  const isReduced = isWatchOfPipelinePods(query);
  const found = await operation.findAll(query, ['read'], { isReduced });
  const { served } = found.target;
  if (query.name === undefined) {
    return found;
  }
  const { apiVersion, kind, name } = query;
  const namespace = chooseNamespace(query, served.namespaced);
  found.decisions.checkAny({ apiVersion, kind, namespace, name });
  return { ...found, target: await operation.allOf(served, namespace) };
}
