import { join, resolve } from 'node:path';
import {
  ProcessError,
  ProcessLedger,
  startBackstage,
  type StartedProcess,
} from '@kratix-portal/test-cluster';
import { writeTrustedCertificates, type PortalFolder } from './portalConfig';

// eslint-disable-next-line no-restricted-syntax -- this package only ever runs from its sources
const REPOSITORY = resolve(__dirname, '../../../..');
const BACKEND_FOLDER = join(REPOSITORY, 'packages/backend');

/** The demo's app-config. */
export const DEMO_APP_CONFIG = join(REPOSITORY, 'app-config.yaml');

/** The additional app-config for Keycloak. */
export const KEYCLOAK_APP_CONFIG = join(REPOSITORY, 'app-config.keycloak.yaml');

/** The additional app-config for session mode. */
export const SESSION_APP_CONFIG = join(REPOSITORY, 'app-config.session.yaml');

export interface PortalOptions {
  folder: PortalFolder;
  logsDir: string;
  /** The portal's URL. */
  url: string;
  /** The backend's main file; the demo's by default. */
  program?: string;
  /** Flags of Node itself. */
  nodeFlags?: readonly string[];
  /** Absolute paths. A later file overrides earlier ones. */
  configFiles: readonly string[];
  /** The values for `${...}` in the config files. */
  variables: Record<string, string>;
  /** PEM files of additional certificate authorities, for the OIDC provider. */
  trustedCaFiles: readonly string[];
  /** The portal is ready when these auth providers redirect to their login pages. */
  providerIds: readonly string[];
  /** Cancels the start. */
  signal?: AbortSignal;
}

/** A running portal. */
export interface Portal {
  url: string;
  pid: number;
  logFile: string;
  /** Resolves when the process has ended, for any reason. */
  exited: StartedProcess['exited'];
  stop(): Promise<void>;
}

/**
 * Starts the demo portal, `packages/backend`, in its own process. It serves the built frontend of `packages/app` on the same port.
 *
 * @throws ProcessError when it does not become ready; the error has the end of the portal's log
 */
export async function startPortal(options: PortalOptions): Promise<Portal> {
  const { folder, logsDir, url, variables, trustedCaFiles, ...run } = options;
  const ledger = await ProcessLedger.open(folder.path);
  const logFile = join(logsDir, 'portal.log');
  try {
    const started = await startBackstage({
      ...run,
      name: 'portal',
      program: run.program ?? join(BACKEND_FOLDER, 'src/index.ts'),
      url,
      // The catalog locations in the demo's app-config are relative to this folder.
      cwd: BACKEND_FOLDER,
      env: {
        ...variables,
        NODE_ENV: 'production',
        ...(trustedCaFiles.length > 0 && {
          NODE_EXTRA_CA_CERTS: await writeTrustedCertificates(
            folder,
            trustedCaFiles,
          ),
        }),
      },
      logFile,
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

/** The first line of Backstage's error, which has a line for each plugin that did not start. */
const STARTUP_FAILURE = 'Backend startup failed due to the following errors:';

/** Shortens the log in the error to the reasons why plugins did not start. */
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
