import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DemoUser, IssuerKind } from '../endpoints';
import type { ProcessLedger } from '../process/ProcessLedger';
import { startProcess, type StartedProcess } from '../process/startProcess';
import {
  issuerOrigin,
  loginOrigin,
  type IssuerSettings,
} from './issuerSettings';

/** Like Keycloak's default. */
const DEFAULT_ACCESS_TOKEN_TTL_SECONDS = 300;

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
  const started = await startIssuerProcess(options);
  const url = issuerOrigin(options);
  return {
    url,
    metadataUrl: `${url}/.well-known/openid-configuration`,
    tokenEndpoint: `${url}/token`,
    loginUrl: loginOrigin(options),
    pid: started.pid,
    stop: started.stop,
  };
}

function startIssuerProcess(
  options: StartIssuerOptions,
): Promise<StartedProcess> {
  const dataDir = join(options.stateDir, 'issuer');
  return startProcess({
    name: options.kind,
    command: process.execPath,
    args: [
      '--import',
      require.resolve('tsx'),
      require.resolve('./oidcProvider/main.ts'),
      writeSettings(options, dataDir),
    ],
    logFile: join(options.logsDir, 'issuer.log'),
    ready: 'stdout-ready',
    timeoutMs: 60_000,
    signal: options.signal,
    ledger: options.ledger,
  });
}

/** The file holds the demo's passwords and the client's secret: only its owner may read it. */
function writeSettings(options: StartIssuerOptions, dataDir: string): string {
  const settings: IssuerSettings = {
    kind: options.kind,
    dataDir,
    logsDir: options.logsDir,
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
