import type { Check } from '../facts/Check';
import type { DiagnosisFacts } from '../facts/DiagnosisFacts';
import { failed, type Finding, passed, skipped } from '../facts/Finding';

/** Checks whether the provider exchanges the user's token for a token with the audience of the cluster. The later checks look at the exchanged token. */
export const checkExchange: Check = {
  id: 'exchange',
  async run(facts: DiagnosisFacts): Promise<Finding> {
    const { tokenExchange } = facts;
    const token = await facts.token();
    if (!tokenExchange || typeof token !== 'object' || !('text' in token)) {
      return skipped('No token is exchanged.');
    }
    const { step } = token;
    const { providerId, path } = tokenExchange;
    if (!step) {
      return passed(`The provider ${providerId} exchanges the token.`);
    }
    return failed(
      step.problem === 'idp-unavailable'
        ? 'exchange-unavailable'
        : 'exchange-refused',
      {
        seen: step.message,
        expected: `The provider ${providerId} exchanges the token of the user for a token with the audience that ${path} requests.`,
        remedy: [
          step.hint ?? `Compare ${path} with the client at the provider.`,
        ],
      },
    );
  },
};
