import {
  describePromise,
  formatApiVersion,
  isLabelSet,
  kratixLabels,
  readAvailableSince,
} from '@kratix-portal/plugin-ske-common';
import type { KubernetesObject } from '../../live';
import type { RequestKind } from './RequestKind';

/**
 * Returns a function that reads the kinds of Promises. A kind keeps its identity while none of its values changes, although Kratix writes the
 * status of a Promise often: otherwise each write would replace all rows of the Promise. The array keeps its identity too.
 */
export function createKindReader(): (
  promises: readonly KubernetesObject[],
) => readonly RequestKind[] {
  let last: readonly RequestKind[] = [];
  return promises => {
    const known = new Map(last.map(kind => [kind.promise, kind]));
    const kinds = promises
      .map(readKind)
      .filter(kind => kind !== undefined)
      .sort((one, other) => one.promise.localeCompare(other.promise))
      .map(kind => {
        const before = known.get(kind.promise);
        return before && isSame(before, kind) ? before : kind;
      });
    const isUnchanged =
      kinds.length === last.length &&
      kinds.every((kind, index) => kind === last[index]);
    last = isUnchanged ? last : kinds;
    return last;
  };
}

/** Undefined for a Promise without an API, which has no requests. */
function readKind(promise: KubernetesObject): RequestKind | undefined {
  const { api, title, version } = describePromise(promise);
  if (!api) {
    return undefined;
  }
  const apiVersion = formatApiVersion(api);
  const availableSince = readAvailableSince(promise);
  return {
    id: `${apiVersion}/${api.kind}`,
    promise: promise.metadata.name,
    title,
    apiVersion,
    group: api.group,
    kind: api.kind,
    plural: api.plural,
    isPaused: isLabelSet(promise.metadata.labels, kratixLabels.paused),
    ...(availableSince !== undefined && { availableSince }),
    ...(version && { version }),
  };
}

function isSame(one: RequestKind, other: RequestKind): boolean {
  const keys = Object.keys({ ...one, ...other }) as (keyof RequestKind)[];
  return keys.every(key => one[key] === other[key]);
}
