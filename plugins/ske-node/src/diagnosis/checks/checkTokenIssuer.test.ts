import { UnsecuredJWT } from 'jose';
import { DiagnosisFacts } from '../facts/DiagnosisFacts';
import type { DiagnosisProbes } from '../facts/DiagnosisProbes';
import { checkTokenIssuer } from './checkTokenIssuer';

describe('checkTokenIssuer', () => {
  it('does not compare the issuer of a token with a discovery document that was not read', async () => {
    const facts = new DiagnosisFacts({
      settings: { problems: [] },
      probes: {
        token: async () => ({
          text: new UnsecuredJWT({ iss: 'https://idp.example.com' }).encode(),
        }),
      } as Partial<DiagnosisProbes> as DiagnosisProbes,
    });

    expect(await checkTokenIssuer.run(facts)).toMatchObject({
      status: 'skipped',
    });
  });
});
