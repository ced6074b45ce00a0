import type { JWTPayload } from 'jose';
import type { Check } from '../facts/Check';
import type { DiagnosisFacts } from '../facts/DiagnosisFacts';
import { type Finding, passed, warning } from '../facts/Finding';
import { remedyFor } from '../remedies';
import { groupsClaimOf } from './groupsClaimOf';
import { listNames } from './listNames';
import { groupsElsewhere, isListOfText, isOverage } from './groupsElsewhere';
import { noClaims } from './noClaims';
import { GROUPS_EXPECTED, OVERAGE_REMEDY, OVERAGE_SEEN } from './groupsTexts';

/** The groups of the user, which most RoleBindings name. A user without groups is not a failure of its own. */
export const checkGroups: Check = {
  id: 'groups',
  async run(facts: DiagnosisFacts): Promise<Finding> {
    const review = await facts.review();
    const view = await facts.view();
    if (view?.form !== 'jwt' || !('groups' in review)) {
      return noClaims();
    }
    const groups = review.groups.filter(each => !each.startsWith('system:'));
    const claim = await groupsClaimOf(facts);
    const value = view.claims[claim];
    if (typeof value === 'string' && /[,;]/.test(value)) {
      const finding = warning('groups-claim-not-list', {
        seen: `The claim '${claim}' is one string, "${value}", so the API server takes it for the name of one group.`,
        expected: 'A list of strings, such as ["team-a", "team-b"].',
        remedy: [
          'Make the claim multivalued at the provider.',
          remedyFor(facts, 'groups'),
        ],
      });
      facts.groupsProblem = finding;
      return finding;
    }
    if (groups.length > 0) {
      return passed(`The API server sees the groups ${listNames(groups)}.`);
    }
    const finding = explain(facts, view.claims, claim);
    facts.groupsProblem = finding.status === 'warning' ? finding : undefined;
    return finding;
  },
};

function explain(facts: DiagnosisFacts, claims: JWTPayload, claim: string) {
  const value = claims[claim];
  const topic = remedyFor(facts, 'groups');
  if (value === undefined && isOverage(claims)) {
    return warning('groups-overage', {
      seen: OVERAGE_SEEN,
      expected: `The claim '${claim}', with the groups of the user.`,
      remedy: [OVERAGE_REMEDY],
    });
  }
  const elsewhere = groupsElsewhere(claims, {
    expected: claim,
    configured: facts.settings.provider?.groupsClaim,
  });
  if (value === undefined && elsewhere !== undefined) {
    return warning('groups-elsewhere', {
      seen: elsewhere.isNested
        ? `The token has its groups in the nested claim '${elsewhere.claim}'.`
        : `The token has no claim '${claim}'. Its groups seem to be in the claim '${elsewhere.claim}'.`,
      expected: elsewhere.isNested
        ? 'The groups in a claim at the top level.'
        : `The groups in the claim '${claim}'.`,
      remedy: [
        elsewhere.isNested
          ? `Let the provider put the groups into a claim at the top level, because --oidc-groups-claim cannot name a nested one. With --authentication-config, set claimMappings.groups.expression to "claims.${elsewhere.claim}".`
          : `Set --oidc-groups-claim=${elsewhere.claim} on the API server.`,
        topic,
      ],
    });
  }
  if (value === undefined) {
    return warning('groups-claim-missing', {
      seen: `The token has no claim '${claim}', so the API server sees no group of the user.`,
      expected: `The claim '${claim}', with a list of groups.`,
      remedy: [topic],
    });
  }
  if (!isListOfText(value)) {
    return warning('groups-claim-not-list', {
      seen: `The claim '${claim}' is not a list of strings.`,
      expected: GROUPS_EXPECTED,
      remedy: [topic],
    });
  }
  const names = [value].flat();
  return names.length === 0
    ? warning('groups-claim-missing', {
        seen: `The claim '${claim}' is empty: the user is in no group.`,
        expected: 'At least one group.',
        remedy: ['Add the user to a group at the provider.'],
      })
    : warning('groups-not-taken', {
        seen: `The claim '${claim}' has ${names.length} groups, and the API server sees none of them.`,
        expected: `The API server takes the groups from the claim '${claim}'.`,
        remedy: [
          `Set --oidc-groups-claim=${claim} on the API server, or claimMappings.groups.claim in its AuthenticationConfiguration.`,
        ],
      });
}
