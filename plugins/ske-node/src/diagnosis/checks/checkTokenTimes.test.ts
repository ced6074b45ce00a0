import { UnsecuredJWT } from 'jose';
import { DiagnosisFacts } from '../facts/DiagnosisFacts';
import type { DiagnosisProbes } from '../facts/DiagnosisProbes';
import { checkTokenTimes } from './checkTokenTimes';

const NOW_S = 1_800_000_000;

const check = (claims: Record<string, unknown>) =>
  checkTokenTimes.run(
    new DiagnosisFacts({
      settings: { problems: [] },
      probes: {
        now: () => NOW_S * 1000,
        token: async () => ({
          text: new UnsecuredJWT({ exp: NOW_S + 300, ...claims }).encode(),
        }),
      } as Partial<DiagnosisProbes> as DiagnosisProbes,
    }),
  );

describe('checkTokenTimes', () => {
  // kube-apiserver accepts a minute (github.com/coreos/go-oidc v2).
  it.each([
    [50, 'passed'],
    [70, 'failed'],
  ])('nbf in %i s: %s', async (seconds, status) => {
    expect(await check({ nbf: NOW_S + seconds })).toMatchObject({ status });
  });

  it('distinguishes an exp that is not a number from a missing one', async () => {
    expect(await check({ exp: 'tomorrow' })).toMatchObject({
      code: 'token-without-expiry',
      seen: 'exp of the token is not a number.',
    });
    expect(await check({ exp: undefined })).toMatchObject({
      code: 'token-without-expiry',
      seen: 'The token has no exp.',
    });
  });
});
