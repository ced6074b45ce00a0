import {
  kratixLabels,
  readPromiseApi,
  type ResourceRef,
} from '@kratix-portal/plugin-ske-common';
import { useObject, type KubernetesObject } from '../../live';
import { KRATIX_API } from '../../kratix';
import { asPromise } from '../request/usePromiseOf';

/** The request that a request is a part of. */
export interface Parent {
  readonly promise: string;
  readonly name: string;
  readonly namespace?: string;
  /** Absent if the user may not see the Promise, which defines the kind. */
  readonly ref?: ResourceRef;
}

/** Finds the parent that the labels of a request name. */
export function useParent(object: KubernetesObject): Parent | undefined {
  const { labels, namespace } = object.metadata;
  const promise = labels?.[kratixLabels.parentPromiseName];
  const name = labels?.[kratixLabels.parentResourceName];
  const { object: promiseObject } = useObject(
    promise === undefined || name === undefined
      ? undefined
      : { apiVersion: KRATIX_API, kind: 'Promise', name: promise },
  );
  if (promise === undefined || name === undefined) {
    return undefined;
  }
  const where = labels?.[kratixLabels.parentResourceNamespace] ?? namespace;
  const known = asPromise(promiseObject);
  const api = known && readPromiseApi(known);
  return {
    promise,
    name,
    namespace: where,
    ...(api && {
      ref: {
        apiVersion: `${api.group}/${api.version}`,
        kind: api.kind,
        namespace: where,
        name,
      },
    }),
  };
}
