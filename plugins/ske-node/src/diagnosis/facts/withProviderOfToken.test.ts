import { UnsecuredJWT } from 'jose';
import type { TokenResult } from './DiagnosisProbes';
import type {
  DiagnosisSettings,
  ProviderSettings,
} from '../settings/readDiagnosisSettings';
import { withProviderOfToken } from './withProviderOfToken';

const providerAt = (id: string, issuer: string): ProviderSettings => ({
  id,
  kind: 'oidc',
  path: `auth.providers.${id}.development`,
  isConfigured: true,
  missing: [],
  metadataUrl: `${issuer}/.well-known/openid-configuration`,
  tokenKind: 'access',
});
const settings: DiagnosisSettings = {
  problems: [],
  provider: providerAt('own', 'https://idp.example.com'),
  furtherProviders: [
    providerAt('nested', 'https://idp.example.com/realms/partner'),
    providerAt('other', 'https://other.example.com'),
  ],
};
const tokenOf = (iss: string): TokenResult => ({
  text: new UnsecuredJWT({ iss }).encode(),
});

describe('withProviderOfToken', () => {
  it.each([
    ['own', tokenOf('https://idp.example.com')],
    ['nested', tokenOf('https://idp.example.com/realms/partner')],
    ['other', tokenOf('https://other.example.com/')],
    ['own', tokenOf('https://unknown.example.com')],
    ['own', { text: 'opaque' }],
    ['own', { problem: 'no-credentials', message: 'None.' }],
  ])('takes provider %s for %j', async (id, token) => {
    const { provider } = await withProviderOfToken(settings, {
      token: async () => token,
    });
    expect(provider?.id).toBe(id);
  });
});
