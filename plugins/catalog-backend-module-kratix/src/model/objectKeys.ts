const PROMISE = 'promise/';

/** The key of a Promise. Keys are unique and never change; names of entities are derived from them. */
export function promiseKey(name: string): string {
  return `${PROMISE}${name}`;
}

/** Returns the name of the Promise with this key; undefined for the key of a resource. */
export function promiseNameOf(key: string): string | undefined {
  return key.startsWith(PROMISE) ? key.slice(PROMISE.length) : undefined;
}

/** The id of a kind: the name of its CustomResourceDefinition. */
export function kindIdOf(kind: { plural: string; group: string }): string {
  return `${kind.plural}.${kind.group}`;
}

export function resourceKey(
  kindId: string,
  namespace: string,
  name: string,
): string {
  return `resource/${kindId}/${namespace}/${name}`;
}
