import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  locationConfig,
  openPortalFolder,
  portalVariables,
  writeAppConfig,
} from './portal/portalConfig';
import { startPortal } from './portal/startPortal';
import type { DemoSettings } from './DemoSettings';
import { readAppConfig } from './readAppConfig';
import { describeTimings } from './readyMessage';
import type { Report } from './Report';
import { portalUrl, watchPortal } from './runDemo';
import type { StopRequest } from './stopRequest';

/** Without it `packages/app` is a Backstage with nothing in it, not even our sign-in page; it is no matter of the reader's platform. */
const FRONTEND_CONFIG = {
  app: {
    packages: 'all',
    extensions: [{ 'page:catalog': { config: { path: '/' } } }],
  },
};

/** The portal alone, with the reader's own app-config files and nothing of the demo's. */
export async function runPortalOnly(options: {
  settings: DemoSettings;
  report: Report;
  stop: StopRequest;
}): Promise<number> {
  const { settings, report, stop } = options;
  const begun = performance.now();
  const folder = await openPortalFolder(settings.stateDir);
  const logsDir = join(settings.stateDir, 'logs');
  await mkdir(logsDir, { recursive: true });
  const location = await writeAppConfig(
    folder,
    'app-config.local.yaml',
    locationConfig(folder, settings.port),
  );
  const defaults = await writeAppConfig(
    folder,
    'app-config.frontend.yaml',
    FRONTEND_CONFIG,
  );
  // What the reader's files say wins, but for a port that was asked for by name.
  const configFiles = settings.portGiven
    ? [defaults, ...settings.configFiles, location]
    : [defaults, location, ...settings.configFiles];
  const url = await baseUrlOf(configFiles, portalUrl(settings.port));

  const portal = await report.step('portal', async () =>
    startPortal({
      folder,
      logsDir,
      url,
      configFiles,
      variables: await portalVariables(folder, settings.port),
      trustedCaFiles: [],
      providerIds: [],
      signal: stop.signal,
    }),
  );
  watchPortal(portal, stop);
  report.say(
    [
      '',
      `The portal is at  ${url}`,
      '',
      `  Configuration  ${settings.configFiles.join(', ')}`,
      `  Log            ${portal.logFile}`,
      `  Times          ${describeTimings(settings.bootstrap, performance.now() - begun)}`,
      '',
      'A private certificate authority of your OIDC provider is trusted through NODE_EXTRA_CA_CERTS.',
      'Ctrl-C stops it.',
    ].join('\n'),
  );
  await stop.asked();
  report.say(stop.failure ? `error: ${stop.failure}` : 'Stopping ...');
  await portal.stop();
  return stop.failure ? 1 : 0;
}

async function baseUrlOf(
  configFiles: readonly string[],
  otherwise: string,
): Promise<string> {
  const config = await readAppConfig(configFiles);
  try {
    return config.getOptionalString('backend.baseUrl') ?? otherwise;
  } finally {
    config.close();
  }
}
