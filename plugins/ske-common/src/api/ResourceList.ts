import type { JsonObject } from '@backstage/types';

/**
 * The objects that `GET /resources` lists: the requests of a Promise, or the objects of a kind.
 *
 * @public
 */
export type ResourceListQuery = ResourceListFilter &
  (
    | {
        /** The name of a Promise: its requests are listed. */
        promise: string;
        apiVersion?: undefined;
        kind?: undefined;
      }
    | {
        promise?: undefined;
        /** Such as `demo.example.com/v1`. */
        apiVersion: string;
        /** The kind in the spelling of the cluster. */
        kind: string;
      }
  );

/**
 * Restricts the listed objects, and the number on each page.
 *
 * @public
 */
export interface ResourceListFilter {
  /** Absent for all namespaces. */
  namespace?: string;
  /** A label selector of Kubernetes, such as `team=a,tier!=test`. */
  labelSelector?: string;
  /** A field selector of Kubernetes, such as `involvedObject.name=orders`, with the fields that the cluster supports for the kind. */
  fieldSelector?: string;
  /** The most objects of one page, 1 to 500. Default: 100. */
  limit?: number;
  /** The token from the previous page, to read the next one. */
  continue?: string;
}

/**
 * One page of a list.
 *
 * @public
 */
export interface ResourceList {
  /** The apiVersion of each item. */
  apiVersion: string;
  /** The kind of each item. */
  kind: string;
  /** Whether objects of the kind live in namespaces. */
  namespaced: boolean;
  /** The objects as the cluster has them, without `metadata.managedFields`. */
  items: JsonObject[];
  /** The resourceVersion of the list, from which a watch can continue. */
  resourceVersion?: string;
  /** The token for the next page; absent on the last page. After some minutes the token fails with `expired`: then start again from the first page. */
  continue?: string;
  /** The number of objects on later pages, if the cluster counted them. The cluster does not count them if the list has a label selector. */
  remainingItemCount?: number;
}
