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
}

/** Reads the right from the answers. */
export function readCreateRight(options: {
  /** The answer for all namespaces. */
  everywhere: boolean | undefined;
  /** The answers for single namespaces, in the order in which they are named. */
  inNamespaces: readonly { namespace: string; isAllowed?: boolean }[];
  isLoading: boolean;
  hasFailed: boolean;
}): CreateRight {
  const { everywhere, inNamespaces, isLoading, hasFailed } = options;
  const asked = inNamespaces.length;
  if (everywhere === true) {
    return { status: 'everywhere', namespaces: [], asked };
  }
  const namespaces = inNamespaces
    .filter(({ isAllowed }) => isAllowed === true)
    .map(({ namespace }) => namespace);
  if (namespaces.length > 0) {
    return { status: 'namespaces', namespaces, asked };
  }
  const isKnown =
    everywhere === false &&
    inNamespaces.every(({ isAllowed }) => isAllowed !== undefined);
  if (isKnown && !isLoading) {
    return { status: 'nowhere', namespaces, asked };
  }
  return { status: hasFailed ? 'unknown' : 'loading', namespaces, asked };
}
