import type { Check } from '../facts/Check';
import type { DiagnosisFacts } from '../facts/DiagnosisFacts';
import { failed, type Finding, passed } from '../facts/Finding';
import { remedyFor, sourceOf } from '../remedies';
import { audiencesOf } from '../facts/TokenView';
import { noClaims } from './noClaims';

/** Audiences that providers set by default, if the portal does not request an audience. */
const DEFAULT_AUDIENCES = [
  'account',
  'api://default',
  'https://graph.microsoft.com',
  '00000003-0000-0000-c000-000000000000',
];

/** `aud`, which must contain the --oidc-client-id of the API server. */
export const checkTokenAudience: Check = {
  id: 'token-audience',
  isJudgedByApiServer: true,
  async run(facts: DiagnosisFacts): Promise<Finding> {
    const view = await facts.view();
    if (view?.form !== 'jwt') {
      return noClaims();
    }
    const audiences = audiencesOf(view.claims);
    const expected = (await facts.expectedIssuer())?.audiences;
    const right = expected
      ? `${expected.join(' or ')}, which ${sourceOf(facts)} names.`
      : 'The value of --oidc-client-id of the API server.';
    if (audiences.length === 0) {
      return failed('token-audience-missing', {
        seen: 'The token has no aud.',
        expected: right,
        remedy: [remedyFor(facts, 'audience')],
      });
    }
    const named = audiences.join(', ');
    if (expected) {
      return audiences.some(each => expected.includes(each))
        ? passed(`aud is ${named}.`)
        : failed('token-audience-wrong', {
            seen: `aud of the token is ${named}.`,
            expected: right,
            remedy: [
              remedyFor(facts, 'audience'),
              `Or set --oidc-client-id=${audiences[0]} on the API server, if only this client gets such tokens.`,
            ],
          });
    }
    return (await isSuspicious(facts, audiences))
      ? failed('token-audience-wrong', {
          seen: `aud of the token is ${named}, which providers set for tokens that are not meant for the cluster.`,
          expected: right,
          certainty: 'likely',
          remedy: [remedyFor(facts, 'audience')],
        })
      : passed(`aud is ${named}.`);
  },
};

/** The API server rejects the token, and its audiences are only defaults. */
async function isSuspicious(
  facts: DiagnosisFacts,
  audiences: string[],
): Promise<boolean> {
  const { provider } = facts.settings;
  // The audience of an ID token is the client of the portal, and the API server has it as its --oidc-client-id.
  const client = provider?.tokenKind === 'id' ? undefined : provider?.clientId;
  const ofPortal = [client, await facts.metadata('userinfo_endpoint')];
  return (
    audiences.every(
      each => DEFAULT_AUDIENCES.includes(each) || ofPortal.includes(each),
    ) && (await facts.isRejected())
  );
}
