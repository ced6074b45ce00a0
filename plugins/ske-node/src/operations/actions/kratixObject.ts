import type { JsonObject, JsonValue } from '@backstage/types';
import {
  describeResourceRef,
  kratixLabels,
  ResourceRef,
  SkeError,
} from '@kratix-portal/plugin-ske-common';
import { isPromise } from '../kinds/knownKinds';

/** What actions look at in an object. */
export interface KratixObject {
  uid: string;
  resourceVersion: string;
  labels: JsonObject;
  spec: JsonObject;
  /** The Promise that it is, or that it was requested from. */
  promise: string | undefined;
}

/** Reads an object of the cluster as one that Kratix works on. */
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

/** A label of Kratix on what Kratix does not work on would do nothing, and look as if it did. */
export function checkTakenUp(ref: ResourceRef, object: KratixObject): void {
  if (object.promise === undefined) {
    throw new SkeError({
      code: 'conflict',
      message: `${describeResourceRef(ref)} is no resource request that Kratix has taken up; nothing was written.`,
      hint: 'If it was created just now, try again in a moment. A request that was created while its Promise is paused is taken up when the Promise is resumed.',
    });
  }
}

function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

export function asObject(value: JsonValue | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? value
    : {};
}
