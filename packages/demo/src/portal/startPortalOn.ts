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
  SESSION_APP_CONFIG,
  startPortal,
  type Portal,
} from './startPortal';

/**
 * Starts a backend with the demo's app-config for a running platform.
 *
 * @param options - `program` is the backend's main file, the demo's by default; `config` and then `configFiles` override the demo's app-config
 *
 * @throws ProcessError when it does not become ready; the error has the end of its log
 */
export async function startPortalOn(options: {
  platform: Platform;
  /** The port in the `portalUrl` of the platform. */
  port: number;
  program?: string;
  /** Flags of Node itself, such as `--cpu-prof`. */
  nodeFlags?: readonly string[];
  config?: Record<string, unknown>;
  /** Absolute paths. They may configure another auth provider. */
  configFiles?: readonly string[];
  /** Added to the environment of the backend. */
  variables?: Record<string, string>;
  /** `ske.auth.mode` of the portal; `tok` by default. */
  auth?: 'tok' | 'session';
  /** The URL that the backend uses for the API server; the platform's URL by default. */
  apiServerUrl?: string;
  signal?: AbortSignal;
}): Promise<Portal> {
  const { endpoints } = options.platform;
  const { configFiles = [] } = options;
  const folder = await openPortalFolder(endpoints.paths.stateDir);
  const location = await writeAppConfig(folder, 'app-config.local.yaml', {
    ...locationConfig(folder, options.port),
    ...options.config,
  });
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
      ...(options.auth === 'session' ? [SESSION_APP_CONFIG] : []),
      location,
      ...configFiles,
    ],
    variables: {
      ...(await portalVariables(folder, options.port)),
      ...platformVariables(endpoints),
      ...options.variables,
      ...(options.apiServerUrl && { PLATFORM_URL: options.apiServerUrl }),
    },
    trustedCaFiles: [endpoints.oidcProvider.caFile],
    providerIds:
      configFiles.length > 0 ? [] : [providerIdOf(endpoints.oidcProvider.kind)],
    signal: options.signal,
  });
}
