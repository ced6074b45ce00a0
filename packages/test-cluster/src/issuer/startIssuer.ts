import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { DemoUser, IssuerKind } from '../endpoints';
import type { ProcessLedger } from '../process/ProcessLedger';
import { startProcess, type StartedProcess } from '../process/startProcess';
import {
  issuerOrigin,
  loginOrigin,
  type IssuerSettings,
} from './issuerSettings';
import {
  installKeycloak,
  type KeycloakInstallEvent,
} from './keycloak/installKeycloak';
import { REALM } from './keycloak/keycloakRelease';

/** Like Keycloak's default. */
const DEFAULT_ACCESS_TOKEN_TTL_SECONDS = 300;

/** Beside Node, Yarn and the Kubernetes binaries, which survive a reset of the platform's state. */
const DEFAULT_TOOLS_DIR = join(
  dirname(require.resolve('../../package.json')),
  '../../.tools',
);

/**
 * Options of {@link startIssuer}.
 *
 * @public
 */
export interface StartIssuerOptions {
  kind: IssuerKind;
  /** The platform's state; the issuer's own is in `issuer/` or `keycloak/` in it and survives a restart. */
  stateDir: string;
  /** Gets `issuer.log`. */
  logsDir: string;
  /** The server certificate of the https origin (for localhost and 127.0.0.1) and its key, as PEM files. */
  tls: { certFile: string; keyFile: string };
  /** `internal` is only used by Keycloak. */
  ports: { issuer: number; login: number; internal: number };
  users: readonly DemoUser[];
  /** The `aud` of access tokens. */
  audience: string;
  /** The confidential client that Backstage signs in with. */
  portalClient: { clientId: string; clientSecret: string };
  /** The public client whose `password` grant gives tokens to kubectl and to tests. */
  kubernetesClient: { clientId: string };
  /** Portals may be sent back to `<origin>/api/auth/<any provider id>/handler/frame`. */
  allowedPortalOrigins: readonly string[];
  /** 300 unless told. */
  accessTokenTtlSeconds?: number;
  /** Where Keycloak is installed once, for all platforms; `.tools` of the checkout unless told. */
  toolsDir?: string;
  /** Told of the steps of Keycloak's installation. */
  onProgress?: (event: KeycloakInstallEvent) => void;
  /** Ends the start. */
  signal?: AbortSignal;
  ledger?: ProcessLedger;
}

/**
 * A provider that serves.
 *
 * @public
 */
export interface Issuer {
  /** The `iss` claim. */
  url: string;
  /** The discovery document, https. */
  metadataUrl: string;
  /** https. */
  tokenEndpoint: string;
  /** http on localhost: where a person's browser signs in. */
  loginUrl: string;
  pid: number;
  stop(): Promise<void>;
}

/**
 * Starts the OIDC provider of the local platform as a process of its own and waits until it serves.
 *
 * @public
 */
export async function startIssuer(
  options: StartIssuerOptions,
): Promise<Issuer> {
  return options.kind === 'keycloak'
    ? startKeycloakIssuer(options)
    : startOidcProviderIssuer(options);
}

async function startOidcProviderIssuer(
  options: StartIssuerOptions,
): Promise<Issuer> {
  const { pid, stop } = await startIssuerProcess(options, {
    program: require.resolve('./oidcProvider/main.ts'),
    settingsFile: writeSettings(options, join(options.stateDir, 'issuer')),
    timeoutMs: 60_000,
  });
  const url = issuerOrigin(options);
  return {
    url,
    metadataUrl: `${url}/.well-known/openid-configuration`,
    tokenEndpoint: `${url}/token`,
    loginUrl: loginOrigin(options),
    pid,
    stop,
  };
}

async function startKeycloakIssuer(
  options: StartIssuerOptions,
): Promise<Issuer> {
  const keycloakInstallation = await installKeycloak({
    toolsDir: options.toolsDir ?? DEFAULT_TOOLS_DIR,
    onProgress: options.onProgress,
    signal: options.signal,
  });
  const { pid, stop } = await startIssuerProcess(options, {
    program: require.resolve('./keycloak/main.ts'),
    settingsFile: writeSettings(
      options,
      join(options.stateDir, 'keycloak'),
      keycloakInstallation,
    ),
    // The first start creates the database; on a busy machine that is most of a minute.
    timeoutMs: 180_000,
  });
  const url = `${issuerOrigin(options)}/realms/${REALM}`;
  return {
    url,
    metadataUrl: `${url}/.well-known/openid-configuration`,
    tokenEndpoint: `${url}/protocol/openid-connect/token`,
    loginUrl: loginOrigin(options),
    pid,
    stop,
  };
}

function startIssuerProcess(
  options: StartIssuerOptions,
  run: { program: string; settingsFile: string; timeoutMs: number },
): Promise<StartedProcess> {
  return startProcess({
    name: options.kind,
    command: process.execPath,
    args: ['--import', require.resolve('tsx'), run.program, run.settingsFile],
    logFile: join(options.logsDir, 'issuer.log'),
    ready: 'stdout-ready',
    timeoutMs: run.timeoutMs,
    signal: options.signal,
    ledger: options.ledger,
  });
}

/** The file holds the demo's passwords and the client's secret: only its owner may read it. */
function writeSettings(
  options: StartIssuerOptions,
  dataDir: string,
  keycloakInstallation?: string,
): string {
  const settings: IssuerSettings = {
    kind: options.kind,
    dataDir,
    keycloakInstallation,
    tls: options.tls,
    ports: options.ports,
    users: [...options.users],
    audience: options.audience,
    portalClient: options.portalClient,
    kubernetesClient: options.kubernetesClient,
    allowedPortalOrigins: [...options.allowedPortalOrigins],
    accessTokenTtlSeconds:
      options.accessTokenTtlSeconds ?? DEFAULT_ACCESS_TOKEN_TTL_SECONDS,
  };
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  mkdirSync(options.logsDir, { recursive: true });
  const file = join(dataDir, 'settings.json');
  writeFileSync(file, `${JSON.stringify(settings, null, 2)}\n`, {
    mode: 0o600,
  });
  chmodSync(file, 0o600);
  return file;
}
