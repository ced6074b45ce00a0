import {
  readPromiseApi,
  type KratixPromise,
  type ResourceRef,
} from '@kratix-portal/plugin-ske-common';

/** Longer lists do not help. */
const MAX_SUGGESTIONS = 5;

/** Finds objects whose name is similar to the wanted name: in another case, in another namespace, or with a typing error. */
export function findNearNames(
  wanted: ResourceRef,
  others: readonly { name: string; namespace?: string }[],
): readonly ResourceRef[] {
  const seen = new Set<string>();
  return others
    .map(({ name, namespace }) => ({
      ref: { ...wanted, namespace, name },
      score: scoreName(wanted.name, name),
    }))
    .filter(({ score }) => score !== undefined)
    .sort(
      (one, other) =>
        (one.score ?? 0) - (other.score ?? 0) ||
        one.ref.name.localeCompare(other.ref.name),
    )
    .map(({ ref }) => ref)
    .filter(({ namespace, name }) => {
      const key = `${namespace}/${name}`;
      return seen.has(key) ? false : seen.add(key);
    })
    .slice(0, MAX_SUGGESTIONS);
}

/** Smaller is closer; undefined if the names have nothing in common. */
function scoreName(wanted: string, name: string): number | undefined {
  const one = wanted.toLowerCase();
  const other = name.toLowerCase();
  if (one === other) {
    return 0;
  }
  if (one.length >= 3 && (other.includes(one) || one.includes(other))) {
    return 1;
  }
  const distance = editDistance(one, other);
  return distance <= Math.max(1, Math.floor(one.length / 4))
    ? 1 + distance
    : undefined;
}

/** The number of letters to insert, delete or replace (Levenshtein). */
function editDistance(one: string, other: string): number {
  let previous = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const replaced =
        previous[column - 1] + (one[row - 1] === other[column - 1] ? 0 : 1);
      current[column] = Math.min(
        replaced,
        previous[column] + 1,
        current[column - 1] + 1,
      );
    }
    previous = current;
  }
  return previous[other.length];
}

/** Finds the kinds of Promises that the user may have meant by another spelling, a plural, or another version. */
export function findNearKinds(
  wanted: ResourceRef,
  promises: readonly KratixPromise[],
): readonly ResourceRef[] {
  const word = wanted.kind.toLowerCase();
  const [group] = wanted.apiVersion.split('/');
  const refs = promises
    .map(promise => readPromiseApi(promise))
    .filter(api => api !== undefined)
    .map(api => {
      const { kind, plural, singular, shortNames = [] } = api.names;
      const words = [kind, plural, singular, ...shortNames];
      return {
        ref: {
          ...wanted,
          apiVersion: `${api.group}/${api.version}`,
          kind: api.kind,
        },
        isNear: words.some(each => each?.toLowerCase() === word),
        isSameGroup: api.group === group,
      };
    })
    .filter(({ isNear }) => isNear)
    .sort((one, other) => Number(other.isSameGroup) - Number(one.isSameGroup))
    .map(({ ref }) => ref);
  return refs
    .filter(
      ({ apiVersion, kind }) =>
        apiVersion !== wanted.apiVersion || kind !== wanted.kind,
    )
    .slice(0, MAX_SUGGESTIONS);
}
