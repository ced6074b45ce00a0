import type { JsonObject } from '@backstage/types';
import type { ResourceLocation } from '../calls/ApiPath';

/**
 * All objects of one kind: of the cluster, or of one namespace.
 *
 * @public
 */
export interface Collection {
  /** Where they are. Without a namespace: in all of them, or of a cluster-scoped kind. */
  location: ResourceLocation;
  /** For messages. */
  kind: string;
  /** In Kubernetes' own form. Absent: all. */
  labelSelector?: string;
  /** How many objects one answer may hold. Small for kinds with large objects. */
  pageSize: number;
}

/**
 * A piece of a list.
 *
 * @public
 */
export interface CollectionPage {
  /** As the cluster has them; in a list, it leaves out `apiVersion` and `kind` of each of most kinds. */
  items: JsonObject[];
  /** Of the list as a whole: where a watch goes on from. */
  resourceVersion: string;
}
