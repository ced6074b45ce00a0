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
 * A portal in front of a platform.
 *
 * @public
 */
export type StartedPortal = Portal;

/**
 * Starts a backend with the demo's configuration in front of a running platform, for what measures or tests it.
 *
 * @param options - `program` is the backend's main file, the demo's unless told; `config` is laid over the demo's
 *
 * @throws ProcessError when it does not come to serve; it carries the end of its log
 *
 * @public
 */
export async function startPortalOn(options: {
  platform: Platform;
  /** The one in the `portalUrl` that the platform was started with. */
  port: number;
  program?: string;
  /** Flags of Node itself, such as `--cpu-prof`. */
  nodeFlags?: readonly string[];
  config?: Record<string, unknown>;
  /** Where the backend finds the API server; directly unless told. */
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
      ...(endpoints.issuer.kind === 'keycloak' ? [KEYCLOAK_APP_CONFIG] : []),
      location,
    ],
    variables: {
      ...(await portalVariables(folder, options.port)),
      ...variables,
      ...(options.apiServerUrl && { PLATFORM_URL: options.apiServerUrl }),
    },
    trustedCaFiles: [endpoints.issuer.caFile],
    providerIds: [providerIdOf(endpoints.issuer.kind)],
    signal: options.signal,
  });
}
