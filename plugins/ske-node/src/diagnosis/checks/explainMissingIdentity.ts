import type { IdentityReason } from '../../credentials/identity/IdentityError';
import type { DiagnosisFacts } from '../facts/DiagnosisFacts';
import type { TokenProblem } from '../facts/DiagnosisProbes';
import { failed, type Problem } from '../facts/Finding';
import { refreshRemedy, resolverRemedy } from '../remedies';
import { SIGN_IN_AGAIN } from '../../credentials/identity/signInHints';

const SAME_MODE =
  'Set ske.auth.mode to the same value in the backends of the plugins auth and ske, and add the auth module of ske to the backend of auth.';

type Answer = (facts: DiagnosisFacts, problem: TokenProblem) => Problem;

const answers: Record<IdentityReason, Answer> = {
  'no-tok': (facts, { message: seen, authHasSessions }) =>
    authHasSessions
      ? failed('auth-mode-differs', {
          seen: `${seen} The auth backend has sessions, and ske.auth.mode is "tok" in the backend of the plugin ske.`,
          expected: 'Both backends have the same ske.auth.mode.',
          remedy: [
            'Set ske.auth.mode to "session" in the backend of the plugin ske too.',
          ],
        })
      : failed('no-token', {
          seen,
          expected: `A sign-in with ${providerOf(facts)}, whose resolver puts the access token into the claim tok.`,
          remedy: [
            `Sign out, and sign in with ${providerOf(facts)}: guests and users of other providers have no token for the cluster.`,
            'If you wrote the sign-in resolver, wrap it with withAccessToken of the ske auth module.',
          ],
        }),
  'on-behalf': (_, { message: seen }) =>
    failed('called-on-behalf', {
      seen,
      expected:
        'Session mode, in which plugins and agents can call on behalf of a user.',
      remedy: [
        'Set ske.auth.mode to "session" in the backends of the plugins auth and ske, or call with the user’s own Backstage token.',
      ],
    }),
  'other-provider': (facts, { message: seen }) =>
    failed('token-of-other-provider', {
      seen,
      expected: `A sign-in with ${providerOf(facts)}, the provider of the platform cluster.`,
      remedy: [
        `Sign out of the portal and sign in with ${providerOf(facts)}.`,
        'If the platform cluster should accept the tokens of the other provider, set oidcTokenProvider of the cluster to it.',
      ],
    }),
  sealed: (_, { message: seen }) =>
    failed('token-not-opened', {
      seen,
      expected:
        'A tok claim that one of ske.auth.session.keys in the backend of the plugin ske opens.',
      remedy: [
        'Compare ske.auth.session.keys in the backends of the plugins auth and ske: ids and secrets must be the same, and a retired key stays in the list until the last token has expired.',
        SIGN_IN_AGAIN,
      ],
    }),
  'backstage-token': (facts, { message: seen }) =>
    failed('token-is-backstage', {
      seen,
      expected: 'A token of the OIDC provider.',
      remedy: [
        resolverRemedy(facts, 'access') ??
          'Give the access token of the OIDC provider, and not the Backstage token.',
      ],
    }),
  malformed: (facts, { message: seen, hint = SIGN_IN_AGAIN }) =>
    failed('token-malformed', {
      seen,
      expected: 'A token of the OIDC provider, without a word such as Bearer.',
      remedy: [
        hint,
        hint === SIGN_IN_AGAIN ? resolverRemedy(facts, 'access') : undefined,
      ].filter(each => each !== undefined),
    }),
  expired: (facts, { message: seen }) =>
    failed('token-expired', {
      seen,
      expected: 'A token that has not expired.',
      remedy: [SIGN_IN_AGAIN, refreshRemedy(facts)],
    }),
  'no-session': (facts, { message: seen, hint }) =>
    failed('no-session', {
      seen,
      expected: `A session with ${providerOf(facts)}, the provider of the platform cluster, that has a token for it.`,
      remedy: [
        hint ?? `Sign in with ${providerOf(facts)}.`,
        `Guests and users of other providers have no session with ${providerOf(facts)}.`,
      ],
    }),
  'no-token-of-kind': (facts, problem) => answers['no-session'](facts, problem),
  'session-ended': (facts, { message: seen, hint }) =>
    failed('session-ended', {
      seen,
      expected: 'A session that has not ended.',
      remedy: [
        hint ?? SIGN_IN_AGAIN,
        refreshRemedy(facts),
        'If it happens to everybody: a key was removed from ske.auth.session.keys, or the provider ends its sessions sooner.',
      ],
    }),
  'session-unavailable': (facts, { message: seen, hint }) =>
    failed('session-unavailable', {
      seen,
      expected: `The auth backend returns the token of the session, which ${providerOf(facts)} refreshes when it asks.`,
      remedy: [
        hint ?? 'Try again in a moment.',
        'If it lasts, check from the backend of the plugin auth that the token endpoint of the provider can be reached and accepts the clientId and the clientSecret, and that all replicas have the same ske.auth.session.keys and the same section of the provider. Signing in again does not help.',
      ],
    }),
  'auth-unavailable': (_, { message: seen }) =>
    failed('auth-unavailable', {
      seen,
      expected: 'The auth backend returns the access token of the session.',
      remedy: [
        'Try again in a moment. If it lasts, check that the backend of the plugin auth runs, and that discovery has its address in the backend of the plugin ske.',
        SAME_MODE,
      ],
    }),
  'auth-without-sessions': (facts, { message: seen }) =>
    failed('auth-mode-differs', {
      seen: `${seen} Here ske.auth.mode is "${facts.authMode}".`,
      expected: 'The backend of the plugin auth has session mode too.',
      remedy: [SAME_MODE],
    }),
  'other-name': (facts, { message: seen }) =>
    failed('identity-mismatch', {
      seen,
      expected: `The claim '${facts.userNameClaim}' is the name of the user’s entity, because ske.kubernetes.userNameClaim names it.`,
      remedy: [
        `Correct ske.kubernetes.userNameClaim, or let the sign-in resolver of ${providerOf(facts)} find the user by the claim '${facts.userNameClaim}'.`,
        'If the names should be the same: sign out of the portal and sign in again, because the token may belong to another user.',
      ],
    }),
};

/** Why a user has no token for the cluster. Each reason has its own finding. */
export function explainMissingIdentity(
  facts: DiagnosisFacts,
  problem: TokenProblem,
): Problem {
  const { reason, message: seen, hint } = problem;
  return reason
    ? answers[reason](facts, problem)
    : failed('no-token', {
        seen,
        expected: 'A token of the OIDC provider.',
        remedy: [hint ?? SIGN_IN_AGAIN],
      });
}

function providerOf({ settings }: DiagnosisFacts): string {
  return settings.provider?.id ?? 'the provider of the cluster';
}
