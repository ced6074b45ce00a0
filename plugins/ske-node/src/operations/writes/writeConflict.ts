import type { JsonObject } from '@backstage/types';
import {
  describeResourceRef,
  ResourceRef,
  SkeError,
  type SeenObject,
} from '@kratix-portal/plugin-ske-common';
import {
  contentOf,
  createMergePatch,
  diffObjects,
  metadataOf,
  type UpdateManifest,
} from '../../manifests';
import type { ResourceTarget } from '../targets/ResourceTarget';
import { explainChange } from './explainChange';
import { isUntouchedSince } from './isUntouchedSince';
import {
  notTheObjectSeen,
  seenStateIsOld,
} from '../../platform/responses/conflictErrors';

/**
 * Checks the preconditions of a manifest against the live object (S33, S34).
 *
 * An old `metadata.resourceVersion` is not a conflict if the live object already has all values of the manifest, because nothing would be written. So a task that
 * is retried after a successful write succeeds.
 *
 * @throws SkeError `conflict` with the values of the live object and their field managers
 */
export async function checkPreconditions(options: {
  manifest: UpdateManifest;
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
      hint: 'Wait until it is deleted, then try again.',
    });
  }
  const isStale =
    wanted.resourceVersion !== undefined &&
    wanted.resourceVersion !== resourceVersion;
  const patch = isStale ? createMergePatch(live, manifest) : undefined;
  if (wanted.resourceVersion !== undefined && patch) {
    const base = await target.readVersion(wanted.resourceVersion);
    if (base && metadataOf(base).uid !== uid) {
      throw anotherObject(what); // The object was deleted and created again under the same name.
    }
    // If only the status changed, there is no conflict, because a manifest never sets the status.
    const isUntouched = base
      ? isSameButStatus(base, live)
      : isUntouchedSince({ manifest, live, patch });
    if (isUntouched) {
      return;
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

/** `base` was read as an item of a list, and such an item has no apiVersion and no kind. */
function isSameButStatus(base: JsonObject, live: JsonObject): boolean {
  const own = (object: JsonObject) => {
    const {
      apiVersion: _apiVersion,
      kind: _kind,
      status: _status,
      ...content
    } = contentOf(object);
    return content;
  };
  return diffObjects(own(base), own(live)) === undefined;
}

/**
 * Checks that the live object is the one that the caller has seen, and that only its status has changed since. As above, nothing is a conflict if nothing would be written.
 * If the old state of the object cannot be read, any other resourceVersion is a conflict.
 *
 * @throws SkeError `conflict`
 */
export async function checkSeen(options: {
  seen: SeenObject;
  manifest: UpdateManifest;
  live: JsonObject;
  target: ResourceTarget;
}): Promise<void> {
  const { seen, manifest, live, target } = options;
  const what = describeResourceRef(target.ref);
  const { uid, resourceVersion } = metadataOf(live);
  if (seen.uid !== uid) {
    throw notTheObjectSeen(
      what,
      'deleted and created again. Nothing was written.',
    );
  }
  if (
    seen.resourceVersion === resourceVersion ||
    !createMergePatch(live, manifest)
  ) {
    return;
  }
  const base = await target.readVersion(seen.resourceVersion);
  if (!base || metadataOf(base).uid !== uid || !isSameButStatus(base, live)) {
    throw seenStateIsOld(
      `${what} has changed since you looked at it; nothing was written.`,
    );
  }
}

/** The error if the object that the caller has seen does not exist any more. */
export function seenIsGone(ref: ResourceRef): SkeError {
  return seenStateIsOld(
    `${describeResourceRef(ref)} does not exist any more; nothing was written.`,
  );
}

function anotherObject(what: string): SkeError {
  return seenStateIsOld(
    `${what} is not the object that the manifest was made from; nothing was written.`,
  );
}

/** The error if the manifest has preconditions and its object does not exist any more. */
export function goneMeanwhile(ref: ResourceRef): SkeError {
  return new SkeError({
    code: 'conflict',
    message: `${describeResourceRef(ref)} does not exist any more; nothing was written.`,
    hint: 'To create it again, leave metadata.uid and metadata.resourceVersion out of the manifest.',
  });
}

/** The error if the object exists and the caller only wants to create it. */
export function alreadyExists(ref: ResourceRef, cause?: SkeError): SkeError {
  return new SkeError({
    code: 'already-exists',
    message: `${describeResourceRef(ref)} exists already; nothing was written.`,
    hint: 'Choose another name, or allow an update (onExisting: update). An earlier run of the same task may have created it.',
    detail: cause?.detail,
    cause,
  });
}
