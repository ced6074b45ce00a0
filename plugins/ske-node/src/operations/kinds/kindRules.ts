import {
  parseApiVersion,
  SkeError,
  wellKnownKinds,
} from '@kratix-portal/plugin-ske-common';

interface KindRule {
  /** Whether it speaks of this group and kind. */
  covers(group: string, kind: string): boolean;
  reason: string;
}

/*
 * S20: kinds that a portal has no business with, whoever asks. They hold credentials, decide who may do what, or change what every other call
 * means. Each goes by group and kind; the version does not matter.
 */
const REFUSED: KindRule[] = [
  rule('', ['Secret', 'ServiceAccount'], 'it holds credentials'),
  rule(
    '',
    ['Node', 'Pod', 'Binding'],
    'it is for the cluster’s own controllers',
  ),
  groupRule('rbac.authorization.k8s.io', 'it decides who may do what'),
  // OpenShift's: the same roles and bindings under their old name, and objects whose names and contents are tokens.
  groupRule('authorization.openshift.io', 'it decides who may do what'),
  groupRule('oauth.openshift.io', 'it holds credentials'),
  groupRule('certificates.k8s.io', 'it issues credentials'),
  groupRule(
    'admissionregistration.k8s.io',
    'it decides what the cluster admits',
  ),
  rule(
    wellKnownKinds.customResourceDefinition.group,
    [wellKnownKinds.customResourceDefinition.kind],
    'Promises bring their kinds themselves',
  ),
  groupRule('apiregistration.k8s.io', 'it redirects calls to the API server'),
  groupRule('authentication.k8s.io', 'it is a question, not an object'),
  groupRule('authorization.k8s.io', 'it is a question, not an object'),
  {
    covers: (group, kind) =>
      /(?:^|\.)(?:k8s|openshift)\.io$/.test(group) && kind.endsWith('Review'),
    reason: 'it is a question, not an object',
  },
  rule('policy', ['Eviction'], 'it is a subresource'),
  rule('autoscaling', ['Scale'], 'it is a subresource'),
];

/** Refuses the kinds that are nobody's to reach through the portal (S20). */
export function checkKindAllowed(apiVersion: string, kind: string): void {
  const group = parseApiVersion(apiVersion)?.group ?? '';
  const found = REFUSED.find(({ covers }) => covers(group, kind));
  if (found) {
    throw new SkeError({
      code: 'kind-not-allowed',
      message: `The portal does not give access to kind ${kind} of ${apiVersion}: ${found.reason}.`,
      hint: 'Use kubectl, if you may.',
    });
  }
}

function rule(group: string, kinds: string[], reason: string): KindRule {
  return { covers: (g, k) => g === group && kinds.includes(k), reason };
}

function groupRule(group: string, reason: string): KindRule {
  return { covers: g => g === group, reason };
}
