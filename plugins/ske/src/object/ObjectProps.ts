import type { ResourceRef } from '@kratix-portal/plugin-ske-common';
import type { KubernetesObject } from '../live';

/** The props of each part of an object's page. */
export interface ObjectProps {
  resourceRef: ResourceRef;
  /** The object, or its last known state. */
  object: KubernetesObject;
  /** Whether the object is deleted, so that `object` is its last known state. */
  isDeleted?: boolean;
}
