/**
 * Whether the user may request something of a kind:
 * - `loading`: it is being asked.
 * - `everywhere`: in all namespaces.
 * - `namespaces`: in these namespaces.
 * - `nowhere`: in no namespace that the portal knows of.
 * - `unknown`: it could not be found out, so the user may try. The cluster decides.
 */
export interface CreateRight {
  readonly status:
    'loading' | 'everywhere' | 'namespaces' | 'nowhere' | 'unknown';
  readonly namespaces: readonly string[];
  /** How many namespaces were asked about. */
  readonly asked: number;
  /** How many more the portal knows of. It does not ask about them, since there are too many. */
  readonly unasked: number;
}

/** Reads the right from the answers. */
export function readCreateRight(options: {
  /** The answer for all namespaces. */
  everywhere: boolean | undefined;
  /** The answers for single namespaces, in the order in which they are named. */
  inNamespaces: readonly { namespace: string; isAllowed?: boolean }[];
  /** How many namespaces were not asked about. */
  unasked?: number;
  isLoading: boolean;
  hasFailed: boolean;
}): CreateRight {
  const { everywhere, inNamespaces, isLoading, hasFailed } = options;
  const { unasked = 0 } = options;
  const counts = { asked: inNamespaces.length, unasked };
  if (everywhere === true) {
    return { status: 'everywhere', namespaces: [], ...counts };
  }
  const namespaces = inNamespaces
    .filter(({ isAllowed }) => isAllowed === true)
    .map(({ namespace }) => namespace);
  if (namespaces.length > 0) {
    return { status: 'namespaces', namespaces, ...counts };
  }
  const isKnown =
    everywhere === false &&
    inNamespaces.every(({ isAllowed }) => isAllowed !== undefined);
  if (isKnown && !isLoading) {
    // One of the others may be the one.
    const status = unasked > 0 ? 'unknown' : 'nowhere';
    return { status, namespaces, ...counts };
  }
  return {
    status: hasFailed ? 'unknown' : 'loading',
    namespaces,
    ...counts,
  };
}
