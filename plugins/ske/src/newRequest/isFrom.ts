import type { JsonObject, JsonValue } from '@backstage/types';
import { portalAnnotations } from '@kratix-portal/plugin-ske-common';
import { isEqual } from '../changes';
import { isObject, textAt, valueAt } from '../values';

/** Whether an object was created from what a user has sent. The cluster may have added defaults. */
export function isFrom(
  object: unknown,
  sent: JsonObject,
  user: string,
): boolean {
  const { requestedBy } = portalAnnotations;
  const author = textAt(object, 'metadata', 'annotations', requestedBy);
  // The portal writes `user:default/ada (oidc:ada)`.
  const name = author?.split(' (')[0].toLowerCase();
  return (
    name === user.toLowerCase() && contains(valueAt(object, 'spec'), sent.spec)
  );
}

function contains(
  value: JsonValue | undefined,
  part: JsonValue | undefined,
): boolean {
  // The cluster drops a null, or replaces it with a default.
  if (part === undefined || part === null) {
    return true;
  }
  if (isObject(part)) {
    return Object.keys(part).every(key =>
      contains(valueAt(value, key), valueAt(part, key)),
    );
  }
  if (Array.isArray(part)) {
    return (
      Array.isArray(value) &&
      value.length === part.length &&
      part.every((each, at) => contains(value[at], each))
    );
  }
  return isEqual(value, part);
}
