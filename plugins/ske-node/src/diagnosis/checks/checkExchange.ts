import type { Check } from '../facts/Check';
import type { DiagnosisFacts } from '../facts/DiagnosisFacts';
import { failed, type Finding, passed, skipped } from '../facts/Finding';

/** The exchange of the user's token for one of the cluster's audience. The checks after this one look at the exchanged token. */
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
        expected: `The provider ${providerId} issues a token of the cluster in exchange for the token of the user, as ${path} says.`,
        remedy: [
          step.hint ?? `Compare ${path} with the client at the provider.`,
        ],
      },
    );
  },
};
