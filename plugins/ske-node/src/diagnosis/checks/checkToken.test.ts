import type { IdentityReason } from '../../credentials/identity/IdentityError';
import { DiagnosisFacts } from '../facts/DiagnosisFacts';
import type { DiagnosisProbes } from '../facts/DiagnosisProbes';
import { checkToken } from './checkToken';

const factsOf = (reason: IdentityReason | undefined) =>
  new DiagnosisFacts({
    settings: { problems: [] },
    probes: {
      token: async () => ({
        problem: 'idp-unavailable',
        message: 'It failed.',
        hint: 'Wait.',
        ...(reason && { reason }),
      }),
    } as unknown as DiagnosisProbes,
  });

describe('checkToken', () => {
  it('does not ask for a new sign-in when the provider does not respond to a refresh', async () => {
    const finding = await checkToken.run(factsOf('session-unavailable'));

    expect(finding).toMatchObject({
      code: 'session-unavailable',
      remedy: ['Wait.', expect.stringContaining('does not help')],
    });
  });

  it('passes on the hint of an error without a reason', async () => {
    expect(await checkToken.run(factsOf(undefined))).toMatchObject({
      code: 'no-token',
      seen: 'It failed.',
      remedy: ['Wait.'],
    });
  });
});
