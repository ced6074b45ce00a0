import type { JsonObject, JsonValue } from '@backstage/types';
import {
  describeResourceRef,
  kratixLabels,
  ResourceRef,
  SkeError,
} from '@kratix-portal/plugin-ske-common';
import { asObject } from '../../manifests';
import { isPromise } from '../kinds/knownKinds';
import { notTheObjectSeen } from '../../platform/responses/conflictErrors';

/** The parts of an object that actions use. */
export interface KratixObject {
  uid: string;
  resourceVersion: string;
  labels: JsonObject;
  spec: JsonObject;
  /** The name of the Promise, or of the Promise that the resource was requested from. */
  promise: string | undefined;
}

/** Reads the parts that actions use. */
export function toKratixObject(
  ref: ResourceRef,
  object: JsonObject,
): KratixObject {
  const metadata = asObject(object.metadata);
  const labels = asObject(metadata.labels);
  const label = labels[kratixLabels.promiseName];
  return {
    uid: String(metadata.uid ?? ''),
    resourceVersion: String(metadata.resourceVersion ?? ''),
    labels,
    spec: asObject(object.spec),
    promise: isPromise(ref) ? ref.name : textOf(label),
  };
}

/** Rejects objects that Kratix does not work on: a label of Kratix would have no effect on them, although the response would say that it was set. */
export function checkPickedUp(ref: ResourceRef, object: KratixObject): void {
  if (object.promise === undefined) {
    throw new SkeError({
      code: 'conflict',
      message: `${describeResourceRef(ref)} is not a resource request that Kratix has picked up; nothing was written.`,
      hint: 'If it was created just now, try again in a moment. A request that was created while its Promise was paused needs a rerun (reconcile) after the Promise is resumed.',
    });
  }
}

/** @throws SkeError `conflict` if the object has another uid than the caller expects, because it was created again under the same name */
export function checkUid(
  ref: ResourceRef,
  { uid }: KratixObject,
  wanted: string | undefined,
): void {
  if (wanted !== undefined && wanted !== uid) {
    throw notTheObjectSeen(
      describeResourceRef(ref),
      'deleted and created again. Nothing was written.',
    );
  }
}

function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
