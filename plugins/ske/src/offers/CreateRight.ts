import type { AccessAnswer } from '@kratix-portal/plugin-ske-common';

/**
 * Whether the user may request something of a kind: - `loading`: the portal is asking.
 * - `everywhere`: in all namespaces.
 * - `namespaces`: in these namespaces.
 * - `nowhere`: in no namespace that the portal knows of.
 * - `unknown`: the portal could not ask, so the user may try, and the cluster accepts or refuses the request.
 */
export interface CreateRight {
  readonly status:
    'loading' | 'everywhere' | 'namespaces' | 'nowhere' | 'unknown';
  readonly namespaces: readonly string[];
  /** The number of namespaces in which the portal has checked the right. */
  readonly asked: number;
  /** The number of other namespaces that the portal knows but has not checked, because there are too many. */
  readonly unasked: number;
  /** The reason for `nowhere`. */
  readonly reason?: DenialReason;
}

/**
 * Why nothing can be requested:
 * - `not-served`: the cluster does not serve the kind. Kratix installs the kind some seconds after the Promise.
 * - `rule`: a rule of the portal excludes the kind.
 * - `policy`: the portal's permission policy does not allow it.
 * - `roles`: the user's roles on the cluster do not allow it.
 */
export type DenialReason = 'not-served' | 'rule' | 'policy' | 'roles';

/** Reads from the answers in which namespaces the user may request something of a kind. */
export function readCreateRight(options: {
  /** The answer for all namespaces. */
  everywhere: AccessAnswer | undefined;
  /** The answers for single namespaces, in the order in which they are named. */
  inNamespaces: readonly { namespace: string; answer?: AccessAnswer }[];
  /** The number of namespaces that the portal has not checked. */
  unasked?: number;
  isLoading: boolean;
  hasFailed: boolean;
}): CreateRight {
  const { everywhere, inNamespaces, isLoading, hasFailed } = options;
  const { unasked = 0 } = options;
  const counts = { asked: inNamespaces.length, unasked };
  if (everywhere?.allowed) {
    return { status: 'everywhere', namespaces: [], ...counts };
  }
  if (isDeniedForKind(everywhere)) {
    const reason = reasonOf(everywhere);
    return { status: 'nowhere', namespaces: [], asked: 0, unasked: 0, reason };
  }
  const namespaces = inNamespaces
    .filter(({ answer }) => answer?.allowed)
    .map(({ namespace }) => namespace);
  if (namespaces.length > 0) {
    return { status: 'namespaces', namespaces, ...counts };
  }
  const denials = inNamespaces.flatMap(({ answer }) => answer ?? []);
  if (everywhere && denials.length === counts.asked && !isLoading) {
    const reasons = [everywhere, ...denials].map(reasonOf);
    const reason = reasons.includes('roles') ? 'roles' : reasons[0];
    // A request may be allowed in one of the other namespaces.
    return unasked > 0
      ? { status: 'unknown', namespaces, ...counts }
      : { status: 'nowhere', namespaces, ...counts, reason };
  }
  return {
    status: hasFailed ? 'unknown' : 'loading',
    namespaces,
    ...counts,
  };
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
    // An answer without a code comes from the cluster.
    default:
      return 'roles';
  }
}
