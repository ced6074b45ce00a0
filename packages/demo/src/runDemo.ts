import { join } from 'node:path';
import {
  type Endpoints,
  type Platform,
  removeEndpoints,
  startPlatform,
  writeEndpoints,
} from '@kratix-portal/test-cluster';
import {
  locationConfig,
  openPortalFolder,
  platformVariables,
  portalVariables,
  providerIdOf,
  writeAppConfig,
} from './portal/portalConfig';
import {
  DEMO_APP_CONFIG,
  KEYCLOAK_APP_CONFIG,
  startPortal,
  type Portal,
} from './portal/startPortal';
import type { DemoSettings } from './DemoSettings';
import { readUsers } from './readUsers';
import { describeTimings, readyMessage } from './readyMessage';
import { titleOf, type Report } from './Report';
import type { StopRequest } from './stopRequest';

/** The platform cluster, the OIDC provider and, unless told otherwise, the portal; until the reader stops them. */
export async function runDemo(options: {
  settings: DemoSettings;
  report: Report;
  stop: StopRequest;
}): Promise<number> {
  const { settings, report, stop } = options;
  const begun = performance.now();
  const platform = await startDemoPlatform(options);
  let portal: Portal | undefined;
  try {
    if (!settings.platformOnly) {
      portal = await startDemoPortal({ ...options, platform });
    }
    const endpoints = withPortal(platform.endpoints, portal, settings.port);
    await writeEndpoints(endpoints);
    report.say(
      readyMessage({
        endpoints,
        timings: describeTimings(settings.bootstrap, performance.now() - begun),
        cwd: process.cwd(),
      }),
    );
    await stop.asked();
    report.say(stop.failure ? `error: ${stop.failure}` : 'Stopping ...');
  } finally {
    await removeEndpoints(platform.endpoints.paths.stateDir);
    await portal?.stop();
    await platform.stop();
  }
  report.say('Stopped; nothing is left running.');
  return stop.failure ? 1 : 0;
}

/** The platform as the settings ask for it. */
export async function startDemoPlatform(options: {
  settings: DemoSettings;
  report: Report;
  stop: StopRequest;
}): Promise<Platform> {
  const { settings, report, stop } = options;
  return startPlatform({
    stateDir: settings.stateDir,
    issuer: settings.idp,
    portalUrl: portalUrl(settings.port),
    users: settings.usersFile ? await readUsers(settings.usersFile) : undefined,
    signal: stop.signal,
    onProgress: event => {
      report.onPlatformEvent(event);
      if (event.type === 'lost') {
        stop.fail(
          `${titleOf(event.step)} has ended by itself (${event.reason}); its log is in ${join(settings.stateDir, 'logs')}. To go on, start again.`,
        );
      }
    },
  });
}

/** The portal in front of a platform of ours. */
export async function startDemoPortal(options: {
  settings: DemoSettings;
  report: Report;
  stop: StopRequest;
  platform: Platform;
}): Promise<Portal> {
  const { settings, report, stop, platform } = options;
  const { endpoints } = platform;
  const folder = await openPortalFolder(endpoints.paths.stateDir);
  const location = await writeAppConfig(
    folder,
    'app-config.local.yaml',
    locationConfig(folder, settings.port),
  );
  const portal = await report.step('portal', async () =>
    startPortal({
      folder,
      logsDir: endpoints.paths.logs,
      url: portalUrl(settings.port),
      configFiles: [
        DEMO_APP_CONFIG,
        ...(endpoints.issuer.kind === 'keycloak' ? [KEYCLOAK_APP_CONFIG] : []),
        location,
        ...settings.configFiles,
      ],
      variables: {
        ...(await portalVariables(folder, settings.port)),
        ...platformVariables(endpoints),
        // The self-test searches the log for tokens: for that the log should hold all that Backstage can say.
        ...(settings.selfTest ? { LOG_LEVEL: 'debug' } : {}),
      },
      trustedCaFiles: [endpoints.issuer.caFile],
      // The reader's own files may put another provider in its place.
      providerIds:
        settings.configFiles.length > 0
          ? []
          : [providerIdOf(endpoints.issuer.kind)],
      signal: stop.signal,
    }),
  );
  watchPortal(portal, stop);
  return portal;
}

/** Ends the run when the portal ends by itself. */
export function watchPortal(portal: Portal, stop: StopRequest): void {
  void portal.exited.then(({ code, signal }) =>
    stop.fail(
      `the portal has ended by itself (${signal ?? `exit code ${code}`}); its log is ${portal.logFile}. To go on, start again.`,
    ),
  );
}

/** Where a portal of this machine answers. */
export function portalUrl(port: number): string {
  return `http://localhost:${port}`;
}

function withPortal(
  endpoints: Endpoints,
  portal: Portal | undefined,
  port: number,
): Endpoints {
  return portal
    ? {
        ...endpoints,
        portal: { url: portal.url },
        ports: { ...endpoints.ports, portal: port },
      }
    : endpoints;
}
