import type { AccessAnswer } from '@kratix-portal/plugin-ske-common';

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
  /** Why it is `nowhere`. */
  readonly reason?: DenialReason;
}

/**
 * Why nothing can be requested:
 * - `not-served`: the cluster does not serve the kind. Kratix installs it some seconds after the Promise.
 * - `rule`: a rule of the portal excludes the kind.
 * - `policy`: the portal's permission policy does not allow it.
 * - `roles`: the user's roles on the cluster do not allow it.
 */
export type DenialReason = 'not-served' | 'rule' | 'policy' | 'roles';

/** Reads the right from the answers. */
export function readCreateRight(options: {
  /** The answer for all namespaces. */
  everywhere: AccessAnswer | undefined;
  /** The answers for single namespaces, in the order in which they are named. */
  inNamespaces: readonly { namespace: string; answer?: AccessAnswer }[];
  isLoading: boolean;
  hasFailed: boolean;
}): CreateRight {
  const { everywhere, inNamespaces, isLoading, hasFailed } = options;
  if (everywhere?.allowed) {
    return { status: 'everywhere', namespaces: [], asked: inNamespaces.length };
  }
  if (isDeniedForKind(everywhere)) {
    const reason = reasonOf(everywhere);
    return { status: 'nowhere', namespaces: [], asked: 0, reason };
  }
  const asked = inNamespaces.length;
  const namespaces = inNamespaces
    .filter(({ answer }) => answer?.allowed)
    .map(({ namespace }) => namespace);
  if (namespaces.length > 0) {
    return { status: 'namespaces', namespaces, asked };
  }
  const denials = inNamespaces.flatMap(({ answer }) => answer ?? []);
  if (everywhere && denials.length === asked && !isLoading) {
    const reasons = [everywhere, ...denials].map(reasonOf);
    const reason = reasons.includes('roles') ? 'roles' : reasons[0];
    return { status: 'nowhere', namespaces, asked, reason };
  }
  return { status: hasFailed ? 'unknown' : 'loading', namespaces, asked };
}

/** Whether a kind is denied for a reason that holds in every namespace. */
export function isDeniedForKind(
  answer: AccessAnswer | undefined,
): answer is AccessAnswer {
  return (
    answer?.allowed === false &&
    ['not-served', 'rule'].includes(reasonOf(answer))
  );
}

function reasonOf({ code }: AccessAnswer): DenialReason {
  switch (code) {
    case 'kind-not-served':
      return 'not-served';
    case 'kind-not-allowed':
      return 'rule';
    case 'forbidden':
      return 'policy';
    // An answer without a code is the answer of the cluster.
    default:
      return 'roles';
  }
}
