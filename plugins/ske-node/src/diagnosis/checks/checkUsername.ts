import type { Check } from '../facts/Check';
import type { DiagnosisFacts } from '../facts/DiagnosisFacts';
import { failed, type Finding, passed, skipped } from '../facts/Finding';
import { remedyFor, sourceOf } from '../remedies';
import { documentedUserNameClaim } from '../settings/documentedUserNameClaim';
import { noClaims } from './noClaims';

export const checkUsername: Check = {
  id: 'username',
  isJudgedByApiServer: true,
  async run(facts: DiagnosisFacts): Promise<Finding> {
    const view = await facts.view();
    if (view?.form !== 'jwt') {
      return noClaims();
    }
    const expected = await facts.expectedIssuer();
    if (expected && !expected.username) {
      return skipped('An expression of the API server computes the user name.');
    }
    const isKnown = expected?.username !== undefined;
    if (!isKnown && !(await facts.isRejected())) {
      return skipped('Only the API server knows which claim is the user name.');
    }
    const kind = facts.settings.provider?.kind ?? 'oidc';
    const claim = expected?.username?.claim ?? documentedUserNameClaim(kind);
    const certainty = isKnown ? 'certain' : 'likely';
    const value = view.claims[claim];
    if (value === undefined || value === '') {
      return failed('username-claim-missing', {
        seen:
          value === ''
            ? `The claim '${claim}' is empty.`
            : `The token has no claim '${claim}'.`,
        expected: `The claim '${claim}', which ${isKnown ? sourceOf(facts) : `the portal’s page about this provider (${kind})`} makes the user name.`,
        certainty,
        remedy: [remedyFor(facts, 'username')],
      });
    }
    if (typeof value !== 'string') {
      return failed('username-claim-not-text', {
        seen: `The claim '${claim}' is not a string.`,
        expected: 'A string.',
        certainty,
        remedy: [remedyFor(facts, 'username')],
      });
    }
    // https://kubernetes.io/docs/reference/access-authn-authz/authentication/: only a claim that is present and not true is a reason.
    const { email_verified: verified } = view.claims;
    const isVerified = verified === undefined || verified === true;
    if (claim === 'email' && !isVerified && typeof verified !== 'boolean') {
      return failed('email-not-verified', {
        seen: `The claim 'email_verified' is ${JSON.stringify(verified)}, which is neither true nor false.`,
        expected:
          "The claim 'email_verified' is the boolean true, without quotation marks, or absent. Otherwise the API server rejects the claim 'email'.",
        certainty,
        remedy: [
          'Make the provider put email_verified into the token as a boolean, or leave the claim out. In Keycloak, the mapper of the claim has the Claim JSON Type boolean.',
        ],
      });
    }
    return claim === 'email' && !isVerified
      ? failed('email-not-verified', {
          seen: "The claim 'email_verified' is not true.",
          expected:
            "The claim 'email_verified' is true or absent. Otherwise the API server rejects the claim 'email'.",
          certainty,
          remedy: [remedyFor(facts, 'email-verified')],
        })
      : passed(`The claim '${claim}' is "${value}".`);
  },
};
