import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { DiagnosisFacts } from '../facts/DiagnosisFacts';
import type { DiagnosisProbes } from '../facts/DiagnosisProbes';
import type { ProviderSettings } from '../settings/readDiagnosisSettings';
import { checkTokenSignature } from './checkTokenSignature';

const ISSUER = 'https://idp.example.com';

describe('checkTokenSignature', () => {
  it.each([
    ['passes', 1, { status: 'passed' }],
    ['fails', 2, { status: 'failed', code: 'token-signature-invalid' }],
  ])(
    '%s for a token that names no key, when the provider has two keys and key %i has signed it',
    async (_, signer, expected) => {
      const pairs = await Promise.all(
        [0, 1, 2].map(() => generateKeyPair('ES256')),
      );
      const keys = await Promise.all(
        pairs.slice(0, 2).map(({ publicKey }) => exportJWK(publicKey)),
      );
      const text = await new SignJWT({ iss: ISSUER })
        .setProtectedHeader({ alg: 'ES256' })
        .sign(pairs[signer].privateKey);
      const facts = new DiagnosisFacts({
        settings: {
          problems: [],
          provider: { metadataUrl: ISSUER } as ProviderSettings,
        },
        probes: {
          token: async () => ({ text }),
          fetchJson: async url => ({
            status: 200,
            body: url.endsWith('/keys')
              ? { keys }
              : { issuer: ISSUER, jwks_uri: `${ISSUER}/keys` },
          }),
        } as Partial<DiagnosisProbes> as DiagnosisProbes,
      });

      expect(await checkTokenSignature.run(facts)).toMatchObject(expected);
    },
  );
});
