import type { DiagnosisProbes } from './DiagnosisProbes';
import { viewToken } from './TokenView';
import type {
  DiagnosisSettings,
  ProviderSettings,
} from '../settings/readDiagnosisSettings';

/** If a cluster accepts the tokens of several providers: the settings for the provider that issued the token of the user. */
export async function withProviderOfToken(
  settings: DiagnosisSettings,
  probes: Pick<DiagnosisProbes, 'token'>,
): Promise<DiagnosisSettings> {
  const { provider, furtherProviders = [] } = settings;
  if (!provider || furtherProviders.length === 0) {
    return settings;
  }
  const token = await probes.token();
  const view =
    typeof token === 'object' && 'text' in token
      ? viewToken(token.text)
      : undefined;
  const iss = view?.form === 'jwt' ? view.claims.iss : undefined;
  const issuers = [provider, ...furtherProviders].filter(each =>
    isIssuer(each, iss),
  );
  // The issuer of one provider may begin with the issuer of another provider.
  issuers.sort(
    (a, b) => (a.metadataUrl?.length ?? 0) - (b.metadataUrl?.length ?? 0),
  );
  return { ...settings, provider: issuers[0] ?? provider };
}

/** The address of a discovery document begins with the issuer. */
function isIssuer({ metadataUrl }: ProviderSettings, iss: unknown): boolean {
  return (
    typeof iss === 'string' &&
    iss !== '' &&
    metadataUrl?.startsWith(`${iss.replace(/\/$/, '')}/`) === true
  );
}
