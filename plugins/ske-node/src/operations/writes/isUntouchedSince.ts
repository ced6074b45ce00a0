import type { JsonObject } from '@backstage/types';
import {
  listChangedFields,
  ManagedFields,
  metadataOf,
  type Manifest,
} from '../../manifests';

/**
 * Whether the manifest itself proves that no writer has changed the fields of the manifest since it was made. This is used if the cluster no longer has the object
 * at the resourceVersion of the manifest, or if the caller may not read that state.
 *
 * A manifest that was read from the cluster has a generation, which a change of the status does not raise. Such a manifest may also have managedFields, which
 * contain the writer and the time (in seconds) of each field. The managedFields are needed for labels and annotations, and for kinds without a generation.
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
    // The times are in whole seconds. So a write in the same second as the last write that the manifest knows cannot be detected.
    const isCertain =
      hasSameGeneration || writers.every(({ time }) => time !== newest?.time);
    return hasSameWriters && isCertain;
  });
}
