import { join, resolve } from 'node:path';
import {
  isPortalReady,
  ProcessError,
  ProcessLedger,
  type StartedProcess,
  startProcess,
} from '@kratix-portal/test-cluster';
import { writeTrustedCertificates, type PortalFolder } from './portalConfig';

// eslint-disable-next-line no-restricted-syntax -- this package only ever runs from its sources
const REPOSITORY = resolve(__dirname, '../../../..');
const BACKEND_FOLDER = join(REPOSITORY, 'packages/backend');

/** A cold file cache on a busy machine takes a minute; a portal that needs longer will not come. */
const START_TIMEOUT_MILLISECONDS = 180_000;

/** The demo's configuration, as a platform engineer would write it. */
export const DEMO_APP_CONFIG = join(REPOSITORY, 'app-config.yaml');

/** On top of it, when the OIDC provider is Keycloak. */
export const KEYCLOAK_APP_CONFIG = join(REPOSITORY, 'app-config.keycloak.yaml');

/**
 * Options of {@link startPortal}.
 *
 * @public
 */
export interface PortalOptions {
  folder: PortalFolder;
  logsDir: string;
  /** Where it will answer. */
  url: string;
  /** The backend's main file; the demo's unless told. */
  program?: string;
  /** Flags of Node itself. */
  nodeFlags?: readonly string[];
  /** Absolute; a later file wins. */
  configFiles: readonly string[];
  /** What the config files name as `${...}`. */
  variables: Record<string, string>;
  /** Certificate authorities that the portal trusts when it speaks to the OIDC provider, as PEM files. */
  trustedCaFiles: readonly string[];
  /** Auth providers that must answer before the portal counts as ready. */
  providerIds: readonly string[];
  /** Ends the start. */
  signal?: AbortSignal;
}

/**
 * A portal that serves.
 *
 * @public
 */
export interface Portal {
  url: string;
  pid: number;
  logFile: string;
  /** Resolves when the process has ended, for whatever reason. */
  exited: StartedProcess['exited'];
  stop(): Promise<void>;
}

/**
 * Starts the demo portal, `packages/backend`, as a process of its own. It serves the built frontend of `packages/app` on the
 * same port.
 *
 * @throws ProcessError when it does not come to serve; it carries the end of the portal's log
 *
 * @public
 */
export async function startPortal(options: PortalOptions): Promise<Portal> {
  const { folder, logsDir, url } = options;
  const ledger = await ProcessLedger.open(folder.path);
  const logFile = join(logsDir, 'portal.log');
  try {
    const started = await startProcess({
      name: 'portal',
      command: process.execPath,
      args: [
        // Backstage's own loader for TypeScript. Measured against tsx, the portal is ready in two thirds of the time.
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        ...(options.nodeFlags ?? []),
        options.program ?? join(BACKEND_FOLDER, 'src/index.ts'),
        ...options.configFiles.flatMap(file => ['--config', file]),
      ],
      // Catalog locations in the demo's configuration are relative to it.
      cwd: BACKEND_FOLDER,
      env: await portalEnvironment(options),
      logFile,
      ready: () => isPortalReady({ url, providerIds: options.providerIds }),
      timeoutMs: START_TIMEOUT_MILLISECONDS,
      signal: options.signal,
      ledger,
    });
    return {
      url,
      pid: started.pid,
      logFile,
      exited: started.exited,
      stop: async () => {
        await started.stop();
        await ledger.close();
      },
    };
  } catch (error) {
    await ledger.close();
    throw error instanceof ProcessError ? withStartupFailure(error) : error;
  }
}

/** How `packages/backend` begins its last words, a line for each plugin that did not start. */
const STARTUP_FAILURE = 'Backend startup failed due to the following errors:';

/** The same error, ending with why the plugins did not start and without the stack traces before that. */
function withStartupFailure(error: ProcessError): ProcessError {
  const lines = error.logTail.split('\n');
  const begin = lines.lastIndexOf(STARTUP_FAILURE);
  return begin < 0
    ? error
    : new ProcessError({
        code: error.code,
        processName: error.processName,
        reason: 'did not start',
        logTail: lines.slice(begin).join('\n'),
        logFile: error.logFile,
        cause: error,
      });
}

async function portalEnvironment({
  folder,
  variables,
  trustedCaFiles,
}: PortalOptions): Promise<Record<string, string>> {
  const bundle = await writeTrustedCertificates(folder, trustedCaFiles);
  return {
    ...variables,
    NODE_ENV: 'production',
    ...(bundle ? { NODE_EXTRA_CA_CERTS: bundle } : {}),
  };
}
