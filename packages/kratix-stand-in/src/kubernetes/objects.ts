/** Any value that JSON can hold. */
export type Json = string | number | boolean | null | Json[] | JsonObject;

/** A JSON object; an undefined value is left out when it is sent. */
export interface JsonObject {
  [key: string]: Json | undefined;
}

export interface OwnerReference {
  apiVersion: string;
  kind: string;
  name: string;
  uid: string;
  controller?: boolean;
  blockOwnerDeletion?: boolean;
}

export interface ObjectMeta {
  name: string;
  namespace?: string;
  uid?: string;
  resourceVersion?: string;
  generation?: number;
  creationTimestamp?: string;
  deletionTimestamp?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  finalizers?: string[];
  ownerReferences?: OwnerReference[];
}

/** What all Kubernetes objects share. */
export interface KubernetesObject {
  apiVersion: string;
  kind: string;
  metadata: ObjectMeta;
}

/** metav1.Condition, as it stands in the status of Kratix objects. */
export interface Condition {
  type: string;
  status: 'True' | 'False' | 'Unknown';
  reason: string;
  message: string;
  lastTransitionTime: string;
}

/**
 * Which collection of the API an object lives in. `namespaced` is needed because the path of a namespaced object without a namespace means
 * all namespaces.
 */
export interface ResourceType {
  group: string;
  version: string;
  plural: string;
  kind: string;
  namespaced: boolean;
}

export function apiVersionOf(type: Pick<ResourceType, 'group' | 'version'>) {
  return type.group ? `${type.group}/${type.version}` : type.version;
}

/** The name of an object inside its collection. */
export interface ObjectKey {
  namespace?: string;
  name: string;
}

export function keyOf(object: KubernetesObject): ObjectKey {
  return { namespace: object.metadata.namespace, name: object.metadata.name };
}

/** The path of a collection, of all namespaces unless one is given. */
export function collectionPath(type: ResourceType, namespace?: string) {
  const root = type.group
    ? `/apis/${type.group}/${type.version}`
    : `/api/${type.version}`;
  return type.namespaced && namespace
    ? `${root}/namespaces/${encodeURIComponent(namespace)}/${type.plural}`
    : `${root}/${type.plural}`;
}

/** The path of one object, or of one of its subresources. */
export function objectPath(
  type: ResourceType,
  key: ObjectKey,
  subresource?: 'status' | 'binding' | 'token',
) {
  const path = `${collectionPath(type, key.namespace)}/${encodeURIComponent(
    key.name,
  )}`;
  return subresource ? `${path}/${subresource}` : path;
}
