import { dirname, join } from 'node:path';
import type { OidcProviderKind } from '../endpoints/Endpoints';
import type { ProcessLedger } from '../process/ProcessLedger';
import { startProgram } from '../process/startProgram';
import {
  httpsOrigin,
  loginOrigin,
  type OidcProviderSettings,
} from './program/settings';
import {
  installKeycloak,
  type KeycloakInstallEvent,
} from './keycloak/installKeycloak';
import { REALM } from './keycloak/keycloakRelease';

/** The default of Keycloak. */
const DEFAULT_ACCESS_TOKEN_TTL_SECONDS = 300;

/** The folder of Node, Yarn and the Kubernetes binaries. A reset of the platform's state does not remove it. */
const TOOLS_DIR = join(
  dirname(require.resolve('../../package.json')),
  '../../.tools',
);

const KINDS = {
  'oidc-provider': {
    program: require.resolve('./oidcProvider/main.ts'),
    issuerPath: '',
    tokenPath: '/token',
    timeoutMs: 60_000,
  },
  keycloak: {
    program: require.resolve('./keycloak/main.ts'),
    issuerPath: `/realms/${REALM}`,
    tokenPath: '/protocol/openid-connect/token',
    // The first start creates the database, which takes most of a minute on a busy machine.
    timeoutMs: 180_000,
  },
} satisfies Record<OidcProviderKind, object>;

/** The settings of the provider's process that `startOidcProvider` adds. */
type OwnSettings = 'dataDir' | 'keycloakInstallation' | 'accessTokenTtlSeconds';

export interface StartOidcProviderOptions extends Omit<
  OidcProviderSettings,
  OwnSettings
> {
  /** The platform's state folder. The provider keeps its state in the subfolder named by `kind`. */
  stateDir: string;
  /** Where `oidc-provider.log` is written. */
  logsDir: string;
  /** 300 by default. */
  accessTokenTtlSeconds?: number;
  /** Called for each step of Keycloak's installation. */
  onProgress?: (event: KeycloakInstallEvent) => void;
  /** Cancels the start. */
  signal?: AbortSignal;
  ledger?: ProcessLedger;
}

/** A running OIDC provider. */
export interface OidcProvider {
  /** The `iss` claim. */
  issuer: string;
  /** The discovery document, https. */
  metadataUrl: string;
  /** https. */
  tokenEndpoint: string;
  /** http on localhost: where users sign in with their browsers. */
  loginUrl: string;
  stop(): Promise<void>;
}

/** The issuer is known before the provider is ready, so that the control plane can start at the same time. */
export function issuerOf(kind: OidcProviderKind, httpsPort: number): string {
  return httpsOrigin({ ports: { https: httpsPort } }) + KINDS[kind].issuerPath;
}

/** Starts the platform's OIDC provider in its own process and waits until it serves. */
export async function startOidcProvider(
  options: StartOidcProviderOptions,
): Promise<OidcProvider> {
  const { stateDir, logsDir, onProgress, signal, ledger, ...given } = options;
  const { kind } = given;
  const { program, tokenPath, timeoutMs } = KINDS[kind];
  const settings: OidcProviderSettings = {
    ...given,
    accessTokenTtlSeconds:
      given.accessTokenTtlSeconds ?? DEFAULT_ACCESS_TOKEN_TTL_SECONDS,
    dataDir: join(stateDir, kind),
    keycloakInstallation:
      kind === 'keycloak'
        ? await installKeycloak({ toolsDir: TOOLS_DIR, onProgress, signal })
        : undefined,
  };
  const { stop } = await startProgram({
    ...{ name: kind, program, settings, timeoutMs, signal, ledger },
    settingsFile: join(settings.dataDir, 'settings.json'),
    logFile: join(logsDir, 'oidc-provider.log'),
  });
  const issuer = issuerOf(kind, given.ports.https);
  return {
    issuer,
    metadataUrl: `${issuer}/.well-known/openid-configuration`,
    tokenEndpoint: issuer + tokenPath,
    loginUrl: loginOrigin(given),
    stop,
  };
}
