import type { ResourceRef } from '../resources';

/**
 * Input of `ske:delete-resource` and `POST /api/ske/delete-resource`: the object, and preconditions. If the object on the cluster does not match the
 * preconditions, it is not deleted.
 *
 * @public
 */
export interface DeleteInput extends ResourceRef {
  /** `metadata.uid`: an object that was deleted and created again under the same name has a different uid. */
  uid?: string;
  /** `metadata.resourceVersion`: it changes with every write, even with a write of the status. */
  resourceVersion?: string;
}
