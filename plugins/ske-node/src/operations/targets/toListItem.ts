import type { JsonObject } from '@backstage/types';
import { metadataOf } from '../../manifests';
import type { ServedKind } from '../../platform/discovery/ServedKind';

/** Adds apiVersion and kind to an item of a list, because the API server leaves them out of the items. */
export function completeItem(
  item: JsonObject,
  apiVersion: string,
  { kind }: ServedKind,
): JsonObject {
  return { ...item, apiVersion, kind };
}

/** Completes an item of a list, and removes its `managedFields`, because they are often more than half of the size of an object, and no list shows them. */
export function toListItem(
  item: JsonObject,
  apiVersion: string,
  served: ServedKind,
): JsonObject {
  const { managedFields: _managedFields, ...metadata } = metadataOf(item);
  return { ...completeItem(item, apiVersion, served), metadata };
}
