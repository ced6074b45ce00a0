import { join } from 'node:path';
import {
  type Endpoints,
  type Platform,
  removeEndpoints,
  startPlatform,
  writeEndpoints,
} from '@kratix-portal/test-cluster';
import type { Portal } from '../portal/startPortal';
import { startPortalOn } from '../portal/startPortalOn';
import { readUsers } from './readUsers';
import { writeOwnPortalConfig } from '../portal/ownPortalConfig';
import { describeTimings, readyMessage } from './readyMessage';
import { titleOf } from '../cli/Report';
import { type Run, untilStopped } from '../cli/Run';
import type { StopRequest } from '../cli/StopRequest';

/** Runs the platform cluster, the OIDC provider and, except with `--platform-only`, the portal until the user stops them. */
export async function runDemo(run: Run): Promise<number> {
  const { settings, report, stop } = run;
  const start = performance.now();
  const platform = await startDemoPlatform(run);
  let portal: Portal | undefined;
  try {
    if (!settings.platformOnly) {
      portal = await startDemoPortal(run, platform);
    }
    const endpoints = withPortal(platform.endpoints, portal, settings.port);
    const ownPortal = settings.platformOnly
      ? await writeOwnPortalConfig({
          endpoints,
          portalUrl: portalUrl(settings.port),
        })
      : undefined;
    await writeEndpoints(endpoints);
    report.say(
      readyMessage({
        endpoints,
        ownPortal,
        timings: describeTimings(settings.bootstrap, performance.now() - start),
        cwd: process.cwd(),
      }),
    );
    // The browser tests send this signal, to see what the pages show while the API server restarts.
    process.on('SIGUSR2', () => {
      platform
        .restartApiServer()
        .catch(error => stop.fail(`The API server did not restart: ${error}`));
    });
    await untilStopped(run);
  } finally {
    await removeEndpoints(platform.endpoints.paths.stateDir);
    await portal?.stop();
    await platform.stop();
  }
  report.say('Stopped. All processes have ended.');
  return stop.failure ? 1 : 0;
}

/** Starts the platform with the settings of the demo. */
export async function startDemoPlatform(run: Run): Promise<Platform> {
  const { settings, report, stop } = run;
  return startPlatform({
    stateDir: settings.stateDir,
    oidcProvider: settings.idp,
    portalUrl: portalUrl(settings.port),
    kratix: settings.kratix === 'none' ? 'none' : 'stand-in',
    users: settings.usersFile ? await readUsers(settings.usersFile) : undefined,
    signal: stop.signal,
    onProgress: event => {
      report.onPlatformEvent(event);
      if (event.type === 'lost') {
        const what = `${titleOf(event.step)} ended unexpectedly (${event.reason})`;
        const logs = join(settings.stateDir, 'logs');
        void event
          .readLog()
          .then(log =>
            stop.fail(
              `${what}; its log is in ${logs}. To continue, start again. The log ends with:\n${log}`,
            ),
          );
      }
    },
  });
}

/** Starts the portal for a platform of the demo. */
export async function startDemoPortal(
  run: Run,
  platform: Platform,
): Promise<Portal> {
  const { settings, report, stop } = run;
  const portal = await report.step('portal', () =>
    startPortalOn({
      platform,
      port: settings.port,
      configFiles: settings.configFiles,
      auth: settings.auth,
      // The self-test searches the log for tokens, so the log should contain all messages of Backstage.
      variables: settings.selfTest ? { LOG_LEVEL: 'debug' } : {},
      signal: stop.signal,
    }),
  );
  watchPortal(portal, stop);
  return portal;
}

/** Ends the run when the portal ends unexpectedly. */
export function watchPortal(portal: Portal, stop: StopRequest): void {
  void portal.exited.then(({ code, signal }) =>
    stop.fail(
      `the portal ended unexpectedly (${signal ?? `exit code ${code}`}); its log is ${portal.logFile}. To continue, start again.`,
    ),
  );
}

/** The URL of a portal on this machine. */
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
