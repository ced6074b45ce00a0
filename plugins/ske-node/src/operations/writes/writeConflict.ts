import type { JsonObject } from '@backstage/types';
import {
  describeResourceRef,
  ResourceRef,
  SkeError,
} from '@kratix-portal/plugin-ske-common';
import { createMergePatch, Manifest, metadataOf } from '../../manifests';
import type { ResourceTarget } from '../targets/ResourceTarget';
import { explainChange } from './explainChange';

/**
 * Holds the conditions of a manifest against the live object (S33, S34).
 *
 * A version that is not the live one is no conflict where the live object has all that the manifest says: nothing would be written, and a task that is
 * retried after its write went well ends well.
 *
 * @throws SkeError `conflict` that says what is there now, and who wrote it
 */
export async function checkPreconditions(options: {
  manifest: Manifest;
  live: JsonObject;
  target: ResourceTarget;
}): Promise<void> {
  const { manifest, live, target } = options;
  const what = describeResourceRef(target.ref);
  const wanted = manifest.preconditions;
  const { uid, resourceVersion, deletionTimestamp } = metadataOf(live);
  if (wanted.uid !== undefined && wanted.uid !== uid) {
    throw anotherObject(what);
  }
  if (deletionTimestamp !== undefined) {
    throw new SkeError({
      code: 'conflict',
      message: `${what} is being deleted; nothing was written.`,
      hint: 'Wait until it is gone, and try again.',
    });
  }
  const isStale =
    wanted.resourceVersion !== undefined &&
    wanted.resourceVersion !== resourceVersion;
  const patch = isStale ? createMergePatch(live, manifest) : undefined;
  if (wanted.resourceVersion !== undefined && patch) {
    const base = await target.readVersion(wanted.resourceVersion);
    if (base && metadataOf(base).uid !== uid) {
      throw anotherObject(what); // Nobody changed it: it was deleted, and one of its name was created.
    }
    throw explainChange({
      what,
      wanted: wanted.resourceVersion,
      base,
      live,
      patch,
      manifest,
    });
  }
}

function anotherObject(what: string): SkeError {
  return new SkeError({
    code: 'conflict',
    message: `${what} is another object than the one that the manifest was made from; nothing was written.`,
    hint: 'Look at it as it is now, and try again.',
  });
}

/** What a manifest with conditions was made from is not there any more. */
export function goneMeanwhile(ref: ResourceRef): SkeError {
  return new SkeError({
    code: 'conflict',
    message: `${describeResourceRef(ref)} does not exist any more; nothing was written.`,
    hint: 'To create it again, leave metadata.uid and metadata.resourceVersion out of the manifest.',
  });
}

/** There is such an object, and the caller wants none to be changed. */
export function alreadyExists(ref: ResourceRef, cause?: SkeError): SkeError {
  return new SkeError({
    code: 'already-exists',
    message: `${describeResourceRef(ref)} exists already; nothing was written.`,
    hint: 'Choose another name, or allow an update of what exists (onExisting: update). An earlier try of the same task may have created it.',
    detail: cause?.detail,
    cause,
  });
}
