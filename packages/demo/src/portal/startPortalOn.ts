import type { Platform } from '@kratix-portal/test-cluster';
import {
  locationConfig,
  openPortalFolder,
  platformVariables,
  portalVariables,
  providerIdOf,
  writeAppConfig,
} from './portalConfig';
import {
  DEMO_APP_CONFIG,
  KEYCLOAK_APP_CONFIG,
  startPortal,
  type Portal,
} from './startPortal';

/**
 * A portal that uses a platform.
 *
 * @public
 */
export type StartedPortal = Portal;

/**
 * Starts a backend with the demo's app-config for a running platform, for tests and benchmarks.
 *
 * @param options - `program` is the backend's main file, the demo's by default; `config` overrides the demo's app-config
 *
 * @throws ProcessError when it does not become ready; the error has the end of its log
 *
 * @public
 */
export async function startPortalOn(options: {
  platform: Platform;
  /** The port in the `portalUrl` of the platform. */
  port: number;
  program?: string;
  /** Flags of Node itself, such as `--cpu-prof`. */
  nodeFlags?: readonly string[];
  config?: Record<string, unknown>;
  /** The URL that the backend uses for the API server; the platform's URL by default. */
  apiServerUrl?: string;
  signal?: AbortSignal;
}): Promise<StartedPortal> {
  const { endpoints } = options.platform;
  const folder = await openPortalFolder(endpoints.paths.stateDir);
  const location = await writeAppConfig(folder, 'app-config.local.yaml', {
    ...locationConfig(folder, options.port),
    ...options.config,
  });
  const variables = platformVariables(endpoints);
  return startPortal({
    folder,
    logsDir: endpoints.paths.logs,
    url: `http://localhost:${options.port}`,
    program: options.program,
    nodeFlags: options.nodeFlags,
    configFiles: [
      DEMO_APP_CONFIG,
      ...(endpoints.oidcProvider.kind === 'keycloak'
        ? [KEYCLOAK_APP_CONFIG]
        : []),
      location,
    ],
    variables: {
      ...(await portalVariables(folder, options.port)),
      ...variables,
      ...(options.apiServerUrl && { PLATFORM_URL: options.apiServerUrl }),
    },
    trustedCaFiles: [endpoints.oidcProvider.caFile],
    providerIds: [providerIdOf(endpoints.oidcProvider.kind)],
    signal: options.signal,
  });
}
