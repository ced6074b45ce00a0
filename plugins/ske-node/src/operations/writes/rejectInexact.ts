import type { JsonObject, JsonValue } from '@backstage/types';
import {
  describeResourceRef,
  ResourceRef,
  SkeError,
} from '@kratix-portal/plugin-ske-common';
import { isObject, printPath } from '../../manifests';

/**
 * Rejects a patch with a whole number beyond 2^53. Such a number never comes from the manifest. It comes from an item of a list that another field manager owns, and
 * it was rounded when the object was read. A list is always written as a whole, so the patch would write the rounded number.
 *
 * @throws SkeError `invalid-input` that names the field
 */
export function rejectInexact(patch: JsonObject, ref: ResourceRef): void {
  const path = findInexact(patch, []);
  if (path) {
    throw new SkeError({
      code: 'invalid-input',
      message: `${describeResourceRef(ref)} has a whole number beyond 2^53 in ${printPath(path)}, which the portal would write with other digits; nothing was written.`,
      hint: 'Change this object with kubectl.',
    });
  }
}

/** The path of the value, or of the list that contains it. */
function findInexact(
  value: JsonValue | undefined,
  path: string[],
): string[] | undefined {
  if (typeof value === 'number') {
    const isInexact = Number.isInteger(value) && !Number.isSafeInteger(value);
    return isInexact ? path : undefined;
  }
  if (Array.isArray(value)) {
    return value.some(item => findInexact(item, path)) ? path : undefined;
  }
  if (isObject(value)) {
    for (const [key, inner] of Object.entries(value)) {
      const found = findInexact(inner, [...path, key]);
      if (found) {
        return found;
      }
    }
  }
  return undefined;
}
