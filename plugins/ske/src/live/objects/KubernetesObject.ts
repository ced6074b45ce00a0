import type { JsonObject, JsonValue } from '@backstage/types';

/** The standard metadata of an object, as the API server sends it. */
export interface ObjectMetadata {
  name: string;
  namespace?: string;
  uid: string;
  resourceVersion?: string;
  generation?: number;
  /** RFC 3339. */
  creationTimestamp?: string;
  /** RFC 3339. Set while the object is being deleted. */
  deletionTimestamp?: string;
  labels?: Readonly<Record<string, string>>;
  annotations?: Readonly<Record<string, string>>;
  finalizers?: readonly string[];
  ownerReferences?: readonly {
    apiVersion: string;
    kind: string;
    name: string;
    uid: string;
    controller?: boolean;
  }[];
  managedFields?: readonly JsonObject[];
}

/** An object of the platform cluster. Its spec and status can have any shape, so pages read them with care. */
export interface KubernetesObject {
  apiVersion: string;
  kind: string;
  metadata: ObjectMetadata;
  spec?: JsonObject;
  status?: JsonObject;
  [part: string]: JsonValue | undefined | ObjectMetadata;
}
