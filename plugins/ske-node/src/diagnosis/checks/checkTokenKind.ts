import type { Check } from '../facts/Check';
import type { DiagnosisFacts } from '../facts/DiagnosisFacts';
import { failed, type Finding, passed, skipped } from '../facts/Finding';
import { providerKey, remedyFor, resolverRemedy } from '../remedies';
import { audiencesOf } from '../facts/TokenView';
import { SIGN_IN_AGAIN } from '../../credentials/identity/signInHints';

/** Whether the token is a JWT, and of the kind that the configuration says. */
export const checkTokenKind: Check = {
  id: 'token-kind',
  isJudgedByApiServer: true,
  async run(facts: DiagnosisFacts): Promise<Finding> {
    const view = await facts.view();
    if (!view) {
      return skipped('There is no token to check.');
    }
    if (view.form === 'damaged') {
      return failed('token-malformed', {
        seen: 'The token begins like a JWT, and cannot be read as one.',
        expected: 'A JWT: three parts in base64url, with dots between them.',
        remedy: [
          'Use the whole token: a part of it was cut off or changed, for instance when it was copied or by the limit of a database column.',
          SIGN_IN_AGAIN,
        ],
      });
    }
    if (view.form !== 'jwt') {
      return failed(
        view.form === 'opaque' ? 'token-opaque' : 'token-encrypted',
        {
          seen:
            view.form === 'opaque'
              ? 'The token is opaque: it is not a JWT.'
              : 'The token is an encrypted JWT (JWE), which the API server cannot read.',
          expected: 'A signed JWT.',
          remedy: [remedyFor(facts, 'jwt')],
        },
      );
    }
    const wanted = facts.settings.provider?.tokenKind ?? 'access';
    if (view.use === 'unclear' || view.use === wanted) {
      return passed(
        view.use === 'unclear'
          ? 'The token is a JWT.'
          : `The token is a JWT, and an ${view.use === 'id' ? 'ID' : 'access'} token.`,
      );
    }
    if (await isExpectedAudience(facts, audiencesOf(view.claims))) {
      return passed(
        'The token is a JWT. Its kind is not the configured one, but its audience is right.',
      );
    }
    return view.use === 'id'
      ? failed('token-is-id-token', {
          seen: 'The token is an ID token.',
          expected: `An access token, because ${providerKey(facts, 'tokenKind')} is "access", its default.`,
          certainty: 'likely',
          remedy: withoutAbsent([
            resolverRemedy(facts, 'access'),
            remedyFor(facts, 'token-kind'),
          ]),
        })
      : failed('token-is-access-token', {
          seen: 'The token is an access token.',
          expected: `An ID token, because ${providerKey(facts, 'tokenKind')} is "id".`,
          certainty: 'likely',
          remedy: withoutAbsent([
            resolverRemedy(facts, 'id'),
            `Set ${providerKey(facts, 'tokenKind')} to "access", and give the access token the audience of the API server. ${remedyFor(facts, 'audience')}`,
          ]),
        });
  },
};

function withoutAbsent(remedy: Array<string | undefined>): string[] {
  return remedy.filter(each => each !== undefined);
}

async function isExpectedAudience(
  facts: DiagnosisFacts,
  audiences: string[],
): Promise<boolean> {
  const expected = await facts.expectedIssuer();
  return audiences.some(each => expected?.audiences.includes(each));
}
