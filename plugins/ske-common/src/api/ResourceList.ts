import type { JsonObject } from '@backstage/types';

/**
 * Which objects `GET /resources` lists: those of a Promise, or those of a kind.
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
        /** As the cluster spells it. */
        kind: string;
      }
  );

/**
 * Which of the objects, and how many at a time.
 *
 * @public
 */
export interface ResourceListFilter {
  /** Absent: all namespaces. */
  namespace?: string;
  /** A label selector of Kubernetes, such as `team=a,tier!=test`. */
  labelSelector?: string;
  /** The most objects of one page, 1 to 500. Default: 100. */
  limit?: number;
  /** From the page before: asks for the next one. */
  continue?: string;
}

/**
 * One page of a list.
 *
 * @public
 */
export interface ResourceList {
  /** Of each item. */
  apiVersion: string;
  /** Of each item. */
  kind: string;
  /** Whether objects of the kind live in namespaces. */
  namespaced: boolean;
  /** The objects as the cluster has them, without `metadata.managedFields`. */
  items: JsonObject[];
  /** The version of the list: where a watch may go on. */
  resourceVersion?: string;
  /** Requests the next page. Absent on the last page. After some minutes the response is `expired`: start again. */
  continue?: string;
  /** How many are left, if the cluster counted them; it does not with a label selector. */
  remainingItemCount?: number;
}
