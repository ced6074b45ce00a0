import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ProcessLedger } from '../process/ProcessLedger';
import { startProcess, type StartedProcess } from '../process/startProcess';
import {
  httpsOrigin,
  loginOrigin,
  type OidcProviderSettings,
} from './settings';
import {
  installKeycloak,
  type KeycloakInstallEvent,
} from './keycloak/installKeycloak';
import { REALM } from './keycloak/keycloakRelease';

/** Like Keycloak's default. */
const DEFAULT_ACCESS_TOKEN_TTL_SECONDS = 300;

/** The folder of Node, Yarn and the Kubernetes binaries. A reset of the platform's state does not remove it. */
const TOOLS_DIR = join(
  dirname(require.resolve('../../package.json')),
  '../../.tools',
);

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
  /** http on localhost: where people sign in with their browsers. */
  loginUrl: string;
  pid: number;
  stop(): Promise<void>;
}

/** Starts the platform's OIDC provider in its own process and waits until it serves. */
export async function startOidcProvider(
  options: StartOidcProviderOptions,
): Promise<OidcProvider> {
  return options.kind === 'keycloak'
    ? startKeycloakProvider(options)
    : startNodeProvider(options);
}

async function startNodeProvider(
  options: StartOidcProviderOptions,
): Promise<OidcProvider> {
  const { pid, stop } = await startProviderProcess(options, {
    program: require.resolve('./oidcProvider/main.ts'),
    settingsFile: writeSettings(options),
    timeoutMs: 60_000,
  });
  const issuer = httpsOrigin(options);
  return {
    issuer,
    metadataUrl: `${issuer}/.well-known/openid-configuration`,
    tokenEndpoint: `${issuer}/token`,
    loginUrl: loginOrigin(options),
    pid,
    stop,
  };
}

async function startKeycloakProvider(
  options: StartOidcProviderOptions,
): Promise<OidcProvider> {
  const keycloakInstallation = await installKeycloak({
    toolsDir: TOOLS_DIR,
    onProgress: options.onProgress,
    signal: options.signal,
  });
  const { pid, stop } = await startProviderProcess(options, {
    program: require.resolve('./keycloak/main.ts'),
    settingsFile: writeSettings(options, keycloakInstallation),
    // The first start creates the database, which takes most of a minute on a busy machine.
    timeoutMs: 180_000,
  });
  const issuer = `${httpsOrigin(options)}/realms/${REALM}`;
  return {
    issuer,
    metadataUrl: `${issuer}/.well-known/openid-configuration`,
    tokenEndpoint: `${issuer}/protocol/openid-connect/token`,
    loginUrl: loginOrigin(options),
    pid,
    stop,
  };
}

function startProviderProcess(
  options: StartOidcProviderOptions,
  run: { program: string; settingsFile: string; timeoutMs: number },
): Promise<StartedProcess> {
  return startProcess({
    name: options.kind,
    command: process.execPath,
    args: ['--import', require.resolve('tsx'), run.program, run.settingsFile],
    logFile: join(options.logsDir, 'oidc-provider.log'),
    ready: 'stdout-ready',
    timeoutMs: run.timeoutMs,
    signal: options.signal,
    ledger: options.ledger,
  });
}

/** The file holds the demo's passwords and the client's secret, so only its owner may read it. */
function writeSettings(
  options: StartOidcProviderOptions,
  keycloakInstallation?: string,
): string {
  const {
    stateDir,
    logsDir,
    onProgress: _onProgress,
    signal: _signal,
    ledger: _ledger,
    ...shared
  } = options;
  const dataDir = join(stateDir, options.kind);
  const settings: OidcProviderSettings = {
    accessTokenTtlSeconds: DEFAULT_ACCESS_TOKEN_TTL_SECONDS,
    ...shared,
    dataDir,
    keycloakInstallation,
  };
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  mkdirSync(logsDir, { recursive: true });
  const file = join(dataDir, 'settings.json');
  writeFileSync(file, `${JSON.stringify(settings, null, 2)}\n`, {
    mode: 0o600,
  });
  chmodSync(file, 0o600);
  return file;
}
