import type { ResourceRef } from '@kratix-portal/plugin-ske-common';
import type { KubernetesObject } from '../live';

/** What each part of an object's page gets. */
export interface ObjectProps {
  resourceRef: ResourceRef;
  /** The object, or how it was last seen. */
  object: KubernetesObject;
  /** The object is gone, and `object` is how it was last seen. */
  isDeleted?: boolean;
}
