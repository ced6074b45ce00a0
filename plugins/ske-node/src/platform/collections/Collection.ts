import type { JsonObject } from '@backstage/types';
import type { ResourceLocation } from '../calls/ApiPath';

/**
 * All objects of one kind, in the cluster or in one namespace.
 *
 * @public
 */
export interface Collection {
  /** Without a namespace: in all namespaces, or of a cluster-scoped kind. */
  location: ResourceLocation;
  /** For error messages. */
  kind: string;
  /** A label selector of Kubernetes; all objects by default. */
  labelSelector?: string;
  /** How many objects one response may contain. It is small for kinds with large objects. */
  pageSize: number;
}

/**
 * One page of a list.
 *
 * @public
 */
export interface CollectionPage {
  /** The items as the cluster sends them. For most kinds they have no `apiVersion` and no `kind`. */
  items: JsonObject[];
  /** The resourceVersion of the whole list, from which a watch can start. */
  resourceVersion: string;
}
