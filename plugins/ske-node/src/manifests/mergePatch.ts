import { JsonObject, JsonValue } from '@backstage/types';
import { Manifest } from './parseManifest';

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

type Change = [key: string, change: JsonValue | undefined];

function toPatch(changes: Change[]): JsonObject | undefined {
  const real = changes.filter(([, change]) => change !== undefined);
  // Not by assignment: a key of the live object may be `__proto__`.
  return real.length > 0 ? Object.fromEntries(real) : undefined;
}

function valueOf(object: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
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
  const keys = new Set([...Object.keys(live), ...Object.keys(desired)]);
  return toPatch(
    [...keys].map((key): Change => [
      key,
      diff(valueOf(live, key), valueOf(desired, key)),
    ]),
  );
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

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
