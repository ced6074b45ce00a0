import type { Check } from '../Check';
import type { DiagnosisFacts } from '../DiagnosisFacts';
import { failed, type Finding, passed, skipped } from '../Finding';
import { providerKey } from '../remedies';

/** Whether there is a token of the user. */
export const checkToken: Check = {
  id: 'token',
  async run(facts: DiagnosisFacts): Promise<Finding> {
    const token = await facts.token();
    if (token === 'shared') {
      return skipped('All users share one identity.');
    }
    if (token === 'not-given') {
      return skipped(
        'The doctor has no token. Give it one to check the rest: --token-file <file>, or the page /kratix/diagnosis of the portal.',
      );
    }
    return 'text' in token
      ? passed('There is a token of the user.')
      : explain(facts, token.problem, token.message);
  },
};

function explain(
  facts: DiagnosisFacts,
  problem: string,
  message: string,
): Finding {
  if (problem === 'session-ended') {
    return failed('token-expired', {
      seen: message,
      expected: 'A token that has not expired.',
      remedy: [
        'Sign out of the portal and sign in again.',
        `If it happens after some minutes each time: request a refresh token with offline_access in ${providerKey(facts, 'additionalScopes')}.`,
      ],
    });
  }
  if (message.includes('is a Backstage token')) {
    return failed('token-is-backstage', {
      seen: message,
      expected: 'An access token of the OIDC provider in the claim tok.',
      remedy: [
        'Put result.session.accessToken into the claim tok in your sign-in resolver, or use a resolver of the ske auth module.',
      ],
    });
  }
  if (
    message.includes('no tok claim') ||
    message.includes('carries no tok claim')
  ) {
    return failed('no-token', {
      seen: message,
      expected: `A sign-in with ${facts.settings.provider?.id}, whose resolver puts the access token into the claim tok.`,
      remedy: [
        `Sign out, and sign in with ${facts.settings.provider?.id}: guests and users of other providers have no token for the cluster.`,
        'If you wrote the sign-in resolver, wrap it with withAccessToken of the ske auth module.',
      ],
    });
  }
  return failed(problem === 'no-credentials' ? 'token-malformed' : 'no-token', {
    seen: message,
    expected: 'A token of the OIDC provider.',
    remedy: ['Sign out of the portal and sign in again.'],
  });
}
