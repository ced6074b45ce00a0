import type { Config } from '@backstage/config';
import type { DiagnosisReport } from '@kratix-portal/plugin-ske-common';
import { AccessToken } from '../credentials/identity/AccessToken';
import { UserIdentity } from '../credentials';
import { clusterIdentityOf } from '../credentials/clusterIdentityOf';
import { PlatformClient } from '../platform';
import type { DiagnosisProbes, TokenResult } from './facts/DiagnosisProbes';
import { connectToCluster } from './probes/connectToCluster';
import { createClusterProbes } from './probes/createClusterProbes';
import { IssuerProbe } from './probes/IssuerProbe';
import { runDiagnosis } from './runDiagnosis';
import {
  type DiagnosisSettings,
  readDiagnosisSettings,
} from './settings/readDiagnosisSettings';

/** The user entity of the doctor: it stands for the user whose token was passed to the doctor. */
const DOCTOR_USER = 'user:default/doctor';

/**
 * Runs the diagnosis outside of a backend, for the engineer who has only an app-config.
 *
 * @param options - `token`: the token that the API server should accept; without it the checks of the token are skipped. `issuerCa`: further
 * certificate authorities of the OIDC provider, as PEM.
 * @public
 */
export async function diagnose(
  config: Config,
  options: { token?: string; issuerCa?: string; now?: () => number } = {},
): Promise<DiagnosisReport> {
  const { token, issuerCa, now = Date.now } = options;
  const settings = readDiagnosisSettings(config);
  const { platform } = settings;
  const issuer = new IssuerProbe({ ca: issuerCa });
  const client = platform && new PlatformClient({ platform });
  try {
    return await runDiagnosis({
      settings,
      probes: {
        now,
        connect: async () => (platform ? connectToCluster(platform) : {}),
        fetchJson: url => issuer.fetchJson(url),
        tryClient: clientProbe(config, settings, issuer),
        ...clusterProbes({ settings, client, token, now, issuerCa }),
      },
    });
  } finally {
    await client?.close();
    await issuer.close();
  }
}

function clusterProbes(options: {
  settings: DiagnosisSettings;
  client: PlatformClient | undefined;
  token: string | undefined;
  now: () => number;
  issuerCa: string | undefined;
}): Pick<
  DiagnosisProbes,
  'token' | 'review' | 'access' | 'rules' | 'promises' | 'keysOfApiServer'
> {
  const { settings, client, token, now, issuerCa } = options;
  const identityConfig = settings.platform?.identity;
  const isShared = identityConfig?.mode === 'service';
  if (!client || token === undefined || identityConfig?.mode !== 'user') {
    const failure = {
      problem: 'no-credentials',
      message: 'There is no token.',
    };
    const answer = async () => failure;
    const absent: TokenResult = isShared ? 'shared' : 'not-given';
    return {
      token: async () => absent,
      review: answer,
      access: answer,
      rules: answer,
      promises: answer,
      keysOfApiServer: answer,
    };
  }
  const toClusterIdentity = clusterIdentityOf(identityConfig, { ca: issuerCa });
  const identity = async () =>
    toClusterIdentity(
      new UserIdentity({
        userEntityRef: DOCTOR_USER,
        token: AccessToken.parse(token, new Date(now()), 'doctor'),
      }),
    );
  return createClusterProbes({ client, identity });
}

function clientProbe(
  config: Config,
  { provider }: DiagnosisSettings,
  issuer: IssuerProbe,
): DiagnosisProbes['tryClient'] {
  const id = provider?.clientId;
  if (!provider || id === undefined) {
    return undefined;
  }
  const secret = config.getOptional(`${provider.path}.clientSecret`);
  if (typeof secret !== 'string' || secret === '') {
    return undefined;
  }
  const method = config.getOptionalString(
    `${provider.path}.tokenEndpointAuthMethod`,
  );
  return async endpoint =>
    issuer.tryClient(endpoint, {
      id,
      secret,
      inBody: method === 'client_secret_post',
    });
}
