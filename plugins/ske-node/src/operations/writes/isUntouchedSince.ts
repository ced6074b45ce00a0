import type { JsonObject } from '@backstage/types';
import {
  listChangedFields,
  ManagedFields,
  metadataOf,
  type Manifest,
} from '../../manifests';

/**
 * Whether the fields that a manifest changes have not been written since it was made, as far as the manifest itself shows that. This is used
 * if the cluster no longer has the object at that resourceVersion, or the caller may not read it.
 *
 * A manifest that was read from the cluster has a generation, which a change of the status does not raise. Such a manifest may also have the
 * managedFields, which say for each field who wrote it and in which second. The managedFields also apply to labels, annotations and kinds without a
 * generation.
 */
export function isUntouchedSince(options: {
  manifest: Manifest;
  live: JsonObject;
  /** The changes that the manifest would make to the live object. */
  patch: JsonObject;
}): boolean {
  const { manifest, live, patch } = options;
  const { generation, managedFields } = manifest.madeFrom;
  const isSameGeneration =
    generation !== undefined && generation === metadataOf(live).generation;
  // An object that was deleted and created again may have the same generation.
  const isSameObject = manifest.preconditions.uid !== undefined;
  const then = ManagedFields.read({ metadata: { managedFields } });
  const [newest] = then.list();
  const now = ManagedFields.read(live);

  return listChangedFields(live, patch).every(({ path }) => {
    const hasSameGeneration = isSameGeneration && path[0] !== 'metadata';
    if (hasSameGeneration && isSameObject) {
      return true;
    }
    const writers = then.writersOf(path);
    const hasSameWriters =
      then.isKnown &&
      now.isKnown &&
      JSON.stringify(writers) === JSON.stringify(now.writersOf(path));
    // The times are in whole seconds, so two writes in the same second look like one, even if the manifest has only the first of them.
    const isCertain =
      hasSameGeneration || writers.every(({ time }) => time !== newest?.time);
    return hasSameWriters && isCertain;
  });
}
