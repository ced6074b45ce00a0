import type { Check } from '../facts/Check';
import type { DiagnosisFacts } from '../facts/DiagnosisFacts';
import { type Finding, passed, skipped } from '../facts/Finding';
import { explainMissingIdentity } from './explainMissingIdentity';

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
      : explainMissingIdentity(facts, token);
  },
};
