import type {
  RequestState,
  ResourceRef,
} from '@kratix-portal/plugin-ske-common';
import type { KubernetesObject } from '../../live';

/**
 * One resource request in a list. The same row object is returned again (`===`) until its object, binding, runs or kind change, its request is deleted, or its
 * step begins to take long.
 */
export interface RequestRow {
  /** The uid: a request that was deleted and created again under the same name is another row. */
  readonly id: string;
  readonly ref: ResourceRef;
  readonly name: string;
  readonly namespace: string;
  /** The name of the Promise. */
  readonly promise: string;
  readonly promiseTitle: string;
  readonly state: RequestState;
  /** The version that is applied. Absent for a Promise without versions. */
  readonly version?: string;
  /** The version to which the request can be upgraded, or is being upgraded. */
  readonly upgradeTo?: string;
  /** Who created the request through the portal. This is information, not proof. */
  readonly requestedBy?: string;
  /** RFC 3339. */
  readonly createdAt?: string;
  /** Milliseconds since the epoch. Set if the request was deleted while it was shown. */
  readonly deletedAt?: number;
  /** The text that the search looks through, in lower case. */
  readonly searchText: string;
  readonly object: KubernetesObject;
}
