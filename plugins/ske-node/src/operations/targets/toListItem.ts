import type { JsonObject } from '@backstage/types';
import { metadataOf } from '../../manifests';
import type { ServedKind } from '../../platform/discovery/ServedKind';

/**
 * Completes an item of a list: the API server leaves apiVersion and kind out of the items. `managedFields` is removed, because it is often more than
 * half of an object and lists do not show it.
 */
export function toListItem(
  item: JsonObject,
  apiVersion: string,
  { kind }: ServedKind,
): JsonObject {
  const { managedFields: _managedFields, ...metadata } = metadataOf(item);
  return { ...item, apiVersion, kind, metadata };
}
