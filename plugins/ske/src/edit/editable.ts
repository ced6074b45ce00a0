import type { JsonObject } from '@backstage/types';
import { isEqual } from '../changes';
import type { KubernetesObject } from '../live';
import { valueAt, withoutUndefined } from '../values';
import { toYamlText } from '../yaml';

/** The part of an object that a user can change: everything except its status and the metadata that the API server writes. */
export function toEditable(object: KubernetesObject): JsonObject {
  const { apiVersion, kind, metadata, status: _status, ...content } = object;
  const { name, namespace, labels, annotations } = metadata;
  return withoutUndefined({
    apiVersion,
    kind,
    metadata: withoutUndefined({ name, namespace, labels, annotations }),
    ...content,
  });
}

/** The paths of the fields that identify an object. They cannot be changed. */
export const NAMING_PATHS = [
  ['apiVersion'],
  ['kind'],
  ['metadata', 'name'],
  ['metadata', 'namespace'],
] as const;

/** Whether an edit is of the same object: with another kind, name or namespace the edit would be written to another object. */
export function isOfSameObject(mine: JsonObject, base: JsonObject): boolean {
  return NAMING_PATHS.every(path =>
    isEqual(valueAt(mine, ...path), valueAt(base, ...path)),
  );
}

/** The text in which a user changes an object. */
export function toEditableText(value: JsonObject): string {
  return toYamlText(value as unknown as KubernetesObject);
}

/** The manifest of an edit. It contains uid and resourceVersion, so the cluster rejects it if the object has changed since the edit began. */
export function toEditManifest(
  mine: JsonObject,
  { uid, resourceVersion }: KubernetesObject['metadata'],
): string {
  const metadata = mine.metadata as JsonObject;
  return JSON.stringify({
    ...mine,
    metadata: withoutUndefined({ ...metadata, uid, resourceVersion }),
  });
}
