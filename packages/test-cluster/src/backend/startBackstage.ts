import {
  startProcess,
  type StartedProcess,
  type StartProcessOptions,
} from '../process/startProcess';

/** With a cold file cache, a start on a busy machine takes a minute. */
const START_TIMEOUT_MILLISECONDS = 180_000;
const REQUEST_TIMEOUT_MILLISECONDS = 5_000;

/** The URL of a backend, and the sign-in providers that must be ready. */
interface Readiness {
  url: string;
  providerIds: readonly string[];
}

/** Starts a Backstage backend from its TypeScript sources in its own process. */
export function startBackstage(
  options: Readiness &
    Omit<StartProcessOptions, 'command' | 'args' | 'ready' | 'timeoutMs'> & {
      /** Absolute path of its main file. */
      program: string;
      /** Flags of Node itself, such as `--expose-gc`. */
      nodeFlags?: readonly string[];
      /** Absolute paths. A later file overrides earlier ones. */
      configFiles: readonly string[];
    },
): Promise<StartedProcess> {
  const { program, nodeFlags = [], configFiles, ...run } = options;
  return startProcess({
    ...run,
    command: process.execPath,
    args: [
      ...nodeFlags,
      // Backstage's loader for TypeScript. With tsx a start takes 50 % longer.
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      program,
      ...configFiles.flatMap(file => ['--config', file]),
    ],
    ready: () => isReady(options),
    timeoutMs: START_TIMEOUT_MILLISECONDS,
  });
}

/**
 * Whether all plugins have started, and each sign-in provider redirects to its login page.
 * When a provider's discovery fails at start, Backstage never retries it, and the redirect is missing.
 */
async function isReady({ url, providerIds }: Readiness): Promise<boolean> {
  const readiness = await status(`${url}/.backstage/health/v1/readiness`);
  if (readiness !== 200) {
    return false;
  }
  const statuses = await Promise.all(
    providerIds.map(id =>
      status(`${url}/api/auth/${id}/start?env=development&scope=openid`),
    ),
  );
  return statuses.every(each => each === 302);
}

/** The HTTP status of a response; `undefined` while the server does not respond. */
async function status(url: string): Promise<number | undefined> {
  try {
    const response = await fetch(url, {
      redirect: 'manual',
      signal: AbortSignal.timeout(REQUEST_TIMEOUT_MILLISECONDS),
    });
    await response.body?.cancel();
    return response.status;
  } catch (error) {
    // `fetch` throws these for a refused connection and a timeout. The names are compared because classes differ between jest's realms.
    if (['TypeError', 'TimeoutError'].includes((error as Error).name)) {
      return undefined;
    }
    throw error;
  }
}
