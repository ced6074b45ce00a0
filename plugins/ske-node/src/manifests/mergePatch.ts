import { JsonObject, JsonValue } from '@backstage/types';
import { Manifest } from './parseManifest';
import { isObject, valueOf } from './jsonObject';

/**
 * The JSON merge patch (RFC 7396) after which the live object has what the manifest says.
 *
 * Each top-level key of the manifest's content ends as submitted: what is not in it any more is removed, whoever wrote it. A top-level key that
 * the manifest does not have (no `spec` at all, say) is left alone. Of the metadata only the submitted labels and annotations are set:
 * those of Kratix and of others stay, as do finalizers and owners.
 *
 * @returns undefined when the live object has all of it already
 */
export function createMergePatch(
  live: JsonObject,
  manifest: Manifest,
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
 * The merge patch that turns one object into another.
 *
 * @returns undefined when they are the same
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

/** A merge patch without the removals that a predicate picks, by the keys that lead to each; undefined when nothing is left. */
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
      // What was an empty mapping sets one; what becomes empty here would change nothing.
      return isObject(change) && Object.keys(change).length > 0
        ? [key, withoutRemovals(change, isLeftOut, here)]
        : [key, change];
    }),
  );
}

type Change = [key: string, change: JsonValue | undefined];

function toPatch(changes: Change[]): JsonObject | undefined {
  const real = changes.filter(([, change]) => change !== undefined);
  // Not by assignment: a key of the live object may be `__proto__`.
  return real.length > 0 ? Object.fromEntries(real) : undefined;
}

function diffMetadata(
  live: JsonValue | undefined,
  manifest: Manifest,
): JsonObject | undefined {
  const keys = ['labels', 'annotations'] as const;
  return toPatch(
    keys.map((key): Change => {
      const current = isObject(live) ? live[key] : undefined;
      const changed = Object.entries(manifest[key]).filter(
        ([name, value]) =>
          !isObject(current) || valueOf(current, name) !== value,
      );
      return [
        key,
        changed.length > 0 ? Object.fromEntries(changed) : undefined,
      ];
    }),
  );
}

/** What turns `live` into `desired`; undefined when nothing does. Arrays are replaced whole, as a merge patch can do no other. */
function diff(
  live: JsonValue | undefined,
  desired: JsonValue | undefined,
): JsonValue | undefined {
  if (desired === undefined || desired === null) {
    // A merge patch cannot set null; a field that is null and one that is absent count as one.
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

function isSame(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, i) => isSame(item, b[i]));
  }
  if (isObject(a) && isObject(b)) {
    const keys = Object.keys(a);
    return (
      keys.length === Object.keys(b).length &&
      keys.every(key => Object.hasOwn(b, key) && isSame(a[key], b[key]))
    );
  }
  return a === b;
}
