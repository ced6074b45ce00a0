import type { ImpersonationConfig } from '../../config';
import { remedyOfImpersonation } from './remedyOfImpersonation';

const config = { path: 'clusters[0].impersonation' } as ImpersonationConfig;

describe('remedyOfImpersonation', () => {
  it.each([
    [
      'Set --oidc-groups-claim=roles on the API server.',
      'Set clusters[0].impersonation.groupsClaim=roles.',
    ],
    ['Add the user to a group.', 'Add the user to a group.'],
    ['Look at --oidc-ca-file.', 'Look at --oidc-ca-file.'],
  ])('changes %j into %j', (text, expected) => {
    expect(remedyOfImpersonation(text, config)).toBe(expected);
  });
});
