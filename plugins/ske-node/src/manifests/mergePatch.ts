import { JsonObject, JsonValue } from '@backstage/types';
import type { UpdateManifest } from './keepFieldsOfOthers';
import { isObject, valueOf } from './jsonObject';

/**
 * Creates the JSON merge patch (RFC 7396) that makes the live object equal to the manifest.
 *
 * A top-level key that the manifest has, such as `spec`, gets exactly the submitted value: fields that the manifest does not have are removed. A top-level key that
 * the manifest does not have stays unchanged. In the metadata, the submitted labels and annotations are set, and the labels and annotations in the list of removals
 * are removed. Other labels and annotations, finalizers and owners stay.
 *
 * @returns undefined when the live object already equals the manifest
 */
export function createMergePatch(
  live: JsonObject,
  manifest: UpdateManifest,
): JsonObject | undefined {
  return toPatch([
    ...Object.entries(manifest.content).map(([key, desired]): Change => [
      key,
      diff(valueOf(live, key), desired),
    ]),
    ['metadata', diffMetadata(live.metadata, manifest)],
  ]);
}

/**
 * Creates the merge patch that turns one object into another.
 *
 * @returns undefined when they are equal
 */
export function diffObjects(
  before: JsonObject,
  after: JsonObject,
): JsonObject | undefined {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return toPatch(
    [...keys].map((key): Change => [
      key,
      diff(valueOf(before, key), valueOf(after, key)),
    ]),
  );
}

/** Returns a merge patch without the removals whose path a predicate selects. Returns undefined if this patch is empty. */
export function withoutRemovals(
  patch: JsonObject,
  isLeftOut: (path: string[]) => boolean,
  path: string[] = [],
): JsonObject | undefined {
  return toPatch(
    Object.entries(patch).map(([key, change]): Change => {
      const here = [...path, key];
      if (change === null) {
        return [key, isLeftOut(here) ? undefined : null];
      }
      // An empty mapping in the patch creates an empty mapping. A mapping that becomes empty here would change nothing, so it is left out.
      return isObject(change) && Object.keys(change).length > 0
        ? [key, withoutRemovals(change, isLeftOut, here)]
        : [key, change];
    }),
  );
}

/** One operation of a JSON patch, RFC 6902. */
export interface JsonPatchOperation {
  op: 'test' | 'add' | 'remove';
  path: string;
  value?: JsonValue;
}

/**
 * Converts a merge patch for an object to the operations of a JSON patch, which can also have `test` operations as preconditions. The result is the same object:
 * of an added mapping or list, the API server leaves out the fields that are null when it applies a merge patch.
 */
export function toJsonPatch(
  live: JsonObject,
  patch: JsonObject,
  path = '',
): JsonPatchOperation[] {
  return Object.entries(patch).flatMap(
    ([key, change]): JsonPatchOperation[] => {
      const here = `${path}${toJsonPointer([key])}`;
      const current = valueOf(live, key);
      if (change === null || change === undefined) {
        return current === undefined ? [] : [{ op: 'remove', path: here }];
      }
      return isObject(change) && isObject(current)
        ? toJsonPatch(current, change, here)
        : [{ op: 'add', path: here, value: withoutNulls(change) }];
    },
  );
}

function withoutNulls(value: JsonValue): JsonValue {
  if (Array.isArray(value)) {
    return value.map(withoutNulls);
  }
  return isObject(value)
    ? Object.fromEntries(
        Object.entries(value).flatMap(([key, inner]): [string, JsonValue][] =>
          inner === null || inner === undefined
            ? []
            : [[key, withoutNulls(inner)]],
        ),
      )
    : value;
}

/** Writes a path as a JSON pointer, RFC 6901. */
export function toJsonPointer(path: readonly string[]): string {
  return path
    .map(key => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
}

type Change = [key: string, change: JsonValue | undefined];

function toPatch(changes: Change[]): JsonObject | undefined {
  const real = changes.filter(([, change]) => change !== undefined);
  // Object.fromEntries is used because a key of the live object may be `__proto__`.
  return real.length > 0 ? Object.fromEntries(real) : undefined;
}

function diffMetadata(
  live: JsonValue | undefined,
  manifest: UpdateManifest,
): JsonObject | undefined {
  const keys = ['labels', 'annotations'] as const;
  return toPatch(
    keys.map((key): Change => {
      const current = isObject(live) ? live[key] : undefined;
      const changed: Change[] = Object.entries(manifest[key]).filter(
        ([name, value]) =>
          !isObject(current) || valueOf(current, name) !== value,
      );
      changed.push(
        ...manifest.withdrawn[key].map((name): Change => [name, null]),
      );
      return [
        key,
        changed.length > 0 ? Object.fromEntries(changed) : undefined,
      ];
    }),
  );
}

/** Returns the patch from `live` to `desired`, or undefined when they are equal. A merge patch can only replace arrays as a whole. */
function diff(
  live: JsonValue | undefined,
  desired: JsonValue | undefined,
): JsonValue | undefined {
  if (desired === undefined || desired === null) {
    // A merge patch cannot set null, so a field that is null counts as absent.
    return live === undefined || live === null ? undefined : null;
  }
  if (!isObject(desired)) {
    return isSame(live, desired) ? undefined : desired;
  }
  if (!isObject(live)) {
    return desired;
  }
  return diffObjects(live, desired);
}

/**
 * Whether a value in a list already is as desired. A desired null is as good as absent, because the API server leaves it out of a list that it replaces. A live
 * null that is not desired differs: the replaced list does not have it.
 */
function isSame(
  live: JsonValue | undefined,
  desired: JsonValue | undefined,
): boolean {
  if (Array.isArray(live) && Array.isArray(desired)) {
    return (
      live.length === desired.length &&
      live.every((item, i) => isSame(item, desired[i]))
    );
  }
  if (isObject(live) && isObject(desired)) {
    const keys = new Set([...Object.keys(live), ...Object.keys(desired)]);
    return [...keys].every(key => {
      const wanted = valueOf(desired, key);
      const current = valueOf(live, key);
      const isAbsent = wanted === null && current === undefined;
      return isAbsent || isSame(current, wanted);
    });
  }
  return live === desired;
}
