import {
  parseApiVersion,
  SkeError,
  wellKnownKinds,
} from '@kratix-portal/plugin-ske-common';

interface KindRule {
  /** Whether the rule applies to a group and kind. */
  covers(group: string, kind: string): boolean;
  reason: string;
}

/*
 * S20: kinds that no user may access through the portal. They hold credentials, control access, or change how other requests behave. A rule names a group and
 * kinds, and applies to every version of these kinds.
 */
const REFUSED: KindRule[] = [
  rule('', ['Secret', 'ServiceAccount'], 'it holds credentials'),
  rule(
    '',
    ['Node', 'Pod', 'Binding'],
    'it is for the cluster’s own controllers',
  ),
  groupRule('rbac.authorization.k8s.io', 'it controls who may do what'),
  // OpenShift has the same roles and bindings under an older group, and objects whose names or contents are tokens.
  groupRule('authorization.openshift.io', 'it controls who may do what'),
  groupRule('oauth.openshift.io', 'it holds credentials'),
  groupRule('certificates.k8s.io', 'it issues credentials'),
  groupRule(
    'admissionregistration.k8s.io',
    'it controls what the cluster admits',
  ),
  rule(
    wellKnownKinds.customResourceDefinition.group,
    [wellKnownKinds.customResourceDefinition.kind],
    'Promises install their kinds themselves',
  ),
  groupRule('apiregistration.k8s.io', 'it redirects calls to the API server'),
  groupRule('authentication.k8s.io', 'it is a review request, not an object'),
  groupRule('authorization.k8s.io', 'it is a review request, not an object'),
  {
    covers: (group, kind) =>
      /(?:^|\.)(?:k8s|openshift)\.io$/.test(group) && kind.endsWith('Review'),
    reason: 'it is a review request, not an object',
  },
  rule('policy', ['Eviction'], 'it is a subresource'),
  rule('autoscaling', ['Scale'], 'it is a subresource'),
];

/** Rejects the kinds that no user may access through the portal (S20). */
export function checkKindAllowed(apiVersion: string, kind: string): void {
  const group = parseApiVersion(apiVersion)?.group ?? '';
  const found = REFUSED.find(({ covers }) => covers(group, kind));
  if (found) {
    throw new SkeError({
      code: 'kind-not-allowed',
      message: `The portal does not give access to kind ${kind} of ${apiVersion}: ${found.reason}.`,
      hint: 'Use kubectl if you have access.',
    });
  }
}

function rule(group: string, kinds: string[], reason: string): KindRule {
  return { covers: (g, k) => g === group && kinds.includes(k), reason };
}

function groupRule(group: string, reason: string): KindRule {
  return { covers: g => g === group, reason };
}
