import { DiagnosisFacts } from '../facts/DiagnosisFacts';
import type { DiagnosisProbes } from '../facts/DiagnosisProbes';
import type { ProviderSettings } from '../settings/readDiagnosisSettings';
import { checkIssuer } from './checkIssuer';

const ISSUER = 'https://login.microsoftonline.com/tenant/v2.0';

function factsOf(metadataUrl: string, issuer = ISSUER) {
  const provider = { metadataUrl } as ProviderSettings;
  return new DiagnosisFacts({
    settings: { problems: [], provider },
    probes: {
      now: Date.now,
      fetchJson: async () => ({
        status: 200,
        body: { issuer, jwks_uri: `${issuer}/keys` },
      }),
    } as Partial<DiagnosisProbes> as DiagnosisProbes,
  });
}

describe('checkIssuer', () => {
  it.each(['', '?appid=1c6d', '?p=a/b'])(
    'accepts a metadataUrl with %j at its end',
    async query => {
      const url = `${ISSUER}/.well-known/openid-configuration${query}`;

      expect(await checkIssuer.run(factsOf(url))).toMatchObject({
        status: 'passed',
      });
    },
  );

  it('reports an issuer that differs from the metadataUrl, and names the metadataUrl without its query', async () => {
    const url =
      'https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration?appid=1c6d';

    expect(await checkIssuer.run(factsOf(url))).toMatchObject({
      code: 'issuer-differs',
      expected: expect.stringContaining(
        'https://login.microsoftonline.com/common/v2.0,',
      ),
    });
  });
});
