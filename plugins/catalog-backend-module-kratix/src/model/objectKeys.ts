const PROMISE = 'promise/';

/** What an object is, the same for ever and of nothing else: the names of its entities follow from it. */
export function promiseKey(name: string): string {
  return `${PROMISE}${name}`;
}

/** The name of the Promise that a key is of; undefined for a resource's. */
export function promiseNameOf(key: string): string | undefined {
  return key.startsWith(PROMISE) ? key.slice(PROMISE.length) : undefined;
}

export function resourceKey(
  kindId: string,
  namespace: string,
  name: string,
): string {
  return `resource/${kindId}/${namespace}/${name}`;
}
