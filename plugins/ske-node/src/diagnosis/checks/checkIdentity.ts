import type { JWTPayload } from 'jose';
import { readClaim } from '../../credentials/identity/readClaim';
import type { Check } from '../facts/Check';
import type { DiagnosisFacts } from '../facts/DiagnosisFacts';
import type { ProbeFailure } from '../facts/DiagnosisProbes';
import {
  failed,
  type Finding,
  passed,
  skipped,
  warning,
} from '../facts/Finding';
import { groupsClaimOf } from './groupsClaimOf';
import { isListOfText, isOverage } from './groupsElsewhere';
import { remedyFor, sourceOf } from '../remedies';
import { audiencesOf } from '../facts/TokenView';
import { GROUPS_EXPECTED, OVERAGE_REMEDY, OVERAGE_SEEN } from './groupsTexts';

/** The only algorithm that an API server accepts without --oidc-signing-algs. */
const DEFAULT_ALGORITHM = 'RS256';

/** Who the user is for the API server: a SelfSubjectReview. */
export const checkIdentity: Check = {
  id: 'identity',
  async run(facts: DiagnosisFacts): Promise<Finding> {
    if ((await facts.token()) === 'not-given') {
      return skipped('There is no token to ask with.');
    }
    const review = await facts.review();
    if ('username' in review) {
      return (
        serviceAccountOf(review.username) ??
        (await compareName(facts, review.username)) ??
        passed(`For the API server the user is ${review.username}.`)
      );
    }
    const isForeign =
      review.problem === 'kind-not-served' ||
      ['no API server uses', 'not a Kubernetes', 'not a review'].some(text =>
        review.message.includes(text),
      );
    if (review.problem === 'identity-rejected' && !isForeign) {
      return rejected(facts, review);
    }
    return isForeign
      ? failed('not-an-api-server', {
          seen: review.message,
          expected: 'An API server of Kubernetes 1.28 or newer.',
          remedy: [
            'Correct url of the cluster, including its path: it must be the API server itself, and not a dashboard, a login page, an ingress or a proxy that signs users in.',
          ],
        })
      : failed('api-server-failed', {
          seen: review.message,
          expected: 'The API server accepts a SelfSubjectReview.',
          remedy: [
            'Try again. If it fails each time, look into the log of the API server.',
          ],
        });
  },
};

/** The API server accepts the token of a service account, but such a token does not come from a sign-in. */
function serviceAccountOf(username: string): Finding | undefined {
  return username.startsWith('system:serviceaccount:')
    ? failed('token-issuer-differs', {
        seen: `The token belongs to a service account: for the API server the user is ${username}.`,
        expected: 'A token that the sign-in provider has issued for the user.',
        remedy: [
          'Use the token of a sign-in. The cluster itself has issued this one, for instance with kubectl create token.',
        ],
      })
    : undefined;
}

async function rejected(
  facts: DiagnosisFacts,
  { message, hint }: ProbeFailure,
): Promise<Finding> {
  const { impersonation } = facts;
  if (impersonation) {
    return failed('impersonation-refused', {
      seen: message,
      expected: `The portal accepts the token of the user, and the API server accepts the account of ${impersonation.path}.`,
      remedy: [hint ?? `Compare ${impersonation.path} with the token.`],
    });
  }
  const view = await facts.view();
  const claims = view?.form === 'jwt' ? view.claims : {};
  if (isOverage(claims)) {
    return failed('groups-overage', {
      seen: `${OVERAGE_SEEN} The API server cannot follow the reference, and rejects the token.`,
      expected: 'The groups in the token itself.',
      certainty: 'likely',
      remedy: [OVERAGE_REMEDY],
    });
  }
  const groupsClaim = await groupsClaimOf(facts);
  if (!isListOfText(readClaim(claims, groupsClaim) ?? [])) {
    return failed('groups-claim-not-list', {
      seen: `The claim '${groupsClaim}' is not a list of strings, and the API server rejects the token.`,
      expected: GROUPS_EXPECTED,
      certainty: 'likely',
      remedy: [remedyFor(facts, 'groups')],
    });
  }
  const { requiredClaims = [], expressions = [] } =
    (await facts.expectedIssuer()) ?? {};
  const unmet = requiredClaims.find(
    ({ claim, value }) => claims[claim] !== value,
  );
  if (unmet) {
    return requiredClaimMissing(facts, claims, unmet);
  }
  const audiences = audiencesOf(claims).join(', ') || 'missing';
  const compareFlags = `Compare the flags of the API server: --oidc-issuer-url must be ${claims.iss}, --oidc-client-id one of ${audiences}, and each --oidc-required-claim a claim of the token. With --authentication-config, compare issuer.url, issuer.audiences and the validation rules.`;
  const algorithm = view?.form === 'jwt' ? view.algorithm : DEFAULT_ALGORITHM;
  if (algorithm !== DEFAULT_ALGORITHM && !(await facts.expectedIssuer())) {
    return failed('token-algorithm', {
      seen: `The API server responds with 401, without a reason. The token is signed with ${algorithm}, and is sound otherwise.`,
      expected: `An algorithm that the API server accepts: by default only ${DEFAULT_ALGORITHM}, or each one with --authentication-config.`,
      certainty: 'likely',
      remedy: [
        `Start the API server with --oidc-signing-algs=${DEFAULT_ALGORITHM},${algorithm}.`,
        remedyFor(facts, 'algorithm'),
        compareFlags,
      ],
    });
  }
  return failed('rejected-by-api-server', {
    seen: `The API server responds with 401, without a reason. The token itself is sound: iss ${claims.iss}, aud ${audiences}.`,
    expected: 'The API server accepts the token.',
    certainty: 'likely',
    remedy: [
      ...(expressions.length > 0
        ? [
            `The API server evaluates expressions of ${sourceOf(facts)}, and rejects a token for which one of them fails or is false: compare them with the token, whose claims are ${Object.keys(claims).join(', ')}. ${expressions.join('; ')}.`,
          ]
        : []),
      compareFlags,
      'Check that the API server can reach the issuer and trusts its certificate (--oidc-ca-file): its log says "oidc authenticator" with the reason.',
      'An API server that has just started, or whose provider has just rotated its keys, needs up to ten seconds.',
      'Write what the API server accepts into ske.diagnosis.apiServer or ske.diagnosis.authenticationConfigFile: the diagnosis then compares claim by claim.',
      remedyFor(facts, 'audience'),
    ],
  });
}

function requiredClaimMissing(
  facts: DiagnosisFacts,
  claims: JWTPayload,
  { claim, value }: { claim: string; value: string },
): Finding {
  const own = claims[claim];
  return failed('rejected-by-api-server', {
    seen:
      own === undefined
        ? `The token has no claim '${claim}'.`
        : `The claim '${claim}' is ${JSON.stringify(own)}.`,
    expected: `The claim '${claim}' is "${value}", which ${sourceOf(facts)} requires.`,
    remedy: [
      `Make the provider put the claim '${claim}' with this value into the token, or remove its rule from claimValidationRules (--oidc-required-claim).`,
    ],
  });
}

async function compareName(
  facts: DiagnosisFacts,
  username: string,
): Promise<Finding | undefined> {
  const view = await facts.view();
  const expected = (await facts.expectedIssuer())?.username;
  const value = view?.form === 'jwt' && expected && view.claims[expected.claim];
  if (!expected || typeof value !== 'string') {
    return undefined;
  }
  const name = `${expected.prefix}${value}`;
  return name === username
    ? undefined
    : warning('username-differs', {
        seen: `For the API server the user is ${username}.`,
        expected: `${name}, according to ${sourceOf(facts)}.`,
        remedy: [
          'Correct what ske.diagnosis says about the claim and the prefix of the user name, or the flags of the API server.',
          `RoleBindings must name the user as the API server does: ${username}.`,
        ],
      });
}
