import type { JsonObject } from '@backstage/types';
import {
  kratixLabels,
  labelIs,
  SkeError,
} from '@kratix-portal/plugin-ske-common';
import type { ListQuery } from '../../platform/calls/ApiQuery';
import type { Operation } from '../operation/Operation';
import type { ServedKind } from '../../platform/discovery/ServedKind';

// Kratix keeps five Jobs of each pipeline.
const MOST_OBJECTS = 1_000;

/**
 * A namespace and a label selector with which Jobs and Pods of an owner are found. When the pipeline namespace of a Promise changes, the earlier Jobs stay in
 * the previous namespace, so one owner can have several places.
 */
export interface PipelinePlace {
  /** Absent for all namespaces. */
  namespace?: string;
  /** Selects exactly the Jobs and Pods of this owner's pipelines. */
  labelSelector: string;
  /** The namespace that is listed if the caller may not list all namespaces. */
  namespaceInstead?: string;
  /** Whether this place has only earlier runs. Such a place is left out if the caller may not list it. */
  isOptional?: boolean;
}

/** The places of a request's Jobs. */
export function placesOfRequest(options: {
  promise: string;
  namespace: string;
  name: string;
  pipelineNamespace: string | undefined;
}): PipelinePlace[] {
  const { promise, namespace, name, pipelineNamespace } = options;
  const own = [
    labelIs(kratixLabels.promiseName, promise),
    labelIs(kratixLabels.resourceName, name),
  ].join(',');
  const { resourceNamespace } = kratixLabels;
  // Only Jobs in a pipeline namespace have the label with the namespace of the request. It is needed there, because requests with the same name from several
  // namespaces share the pipeline namespace.
  const inOwnNamespace = {
    namespace,
    labelSelector: `${own},!${resourceNamespace}`,
  };
  return pipelineNamespace === undefined
    ? [inOwnNamespace]
    : [
        {
          labelSelector: `${own},${resourceNamespace}=${namespace}`,
          namespaceInstead: pipelineNamespace,
        },
        { ...inOwnNamespace, isOptional: true },
      ];
}

/** The places of the Jobs of a Promise's own pipelines. */
export function placesOfPromise(options: {
  promise: string;
  namespace: string;
}): PipelinePlace[] {
  const { promise, namespace } = options;
  return [
    {
      // The Jobs of the Promise's resource requests have one more label, with the name of the request.
      labelSelector: `${labelIs(kratixLabels.promiseName, promise)},!${kratixLabels.resourceName}`,
      namespaceInstead: namespace,
    },
  ];
}

/**
 * Lists the objects of a kind in all places of an owner.
 *
 * @throws SkeError `forbidden` when the caller may not list a place that is not optional
 */
export async function listInPlaces(
  kind: ServedKind,
  places: readonly PipelinePlace[],
  operation: Operation,
  query: Pick<ListQuery, 'fieldSelector'> = {},
): Promise<JsonObject[]> {
  const lists = await Promise.all(
    places.map(place => listPlace(kind, place, operation, query)),
  );
  return lists.flat();
}

async function listPlace(
  kind: ServedKind,
  place: PipelinePlace,
  operation: Operation,
  query: Pick<ListQuery, 'fieldSelector'>,
): Promise<JsonObject[]> {
  const { namespace, labelSelector, namespaceInstead, isOptional } = place;
  try {
    const target = await operation.allOf(kind, namespace);
    const { items } = await target.listUpTo(MOST_OBJECTS, {
      ...query,
      labelSelector,
    });
    return items;
  } catch (error) {
    if (!SkeError.is(error) || error.code !== 'forbidden') {
      throw error;
    }
    if (namespaceInstead !== undefined) {
      const instead = { namespace: namespaceInstead, labelSelector };
      return listPlace(kind, instead, operation, query);
    }
    if (isOptional) {
      return [];
    }
    throw error;
  }
}
