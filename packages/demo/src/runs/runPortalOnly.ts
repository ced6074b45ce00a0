import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  locationConfig,
  openPortalFolder,
  portalVariables,
  writeAppConfig,
} from '../portal/portalConfig';
import { startPortal } from '../portal/startPortal';
import { readAppConfig } from '../existingCluster/readAppConfig';
import { describeTimings } from './readyMessage';
import { type Run, untilStopped } from '../cli/Run';
import { portalUrl, watchPortal } from './runDemo';

/** Loads the plugins and our sign-in page in `packages/app`. This configuration is the same for every platform. */
const FRONTEND_CONFIG = {
  app: {
    packages: 'all',
    extensions: [
      {
        'app/routes': {
          config: { redirects: [{ from: '/', to: '/kratix/services' }] },
        },
      },
    ],
  },
};

/** Runs only the portal, with the user's app-config files and without the demo's configuration. */
export async function runPortalOnly(run: Run): Promise<number> {
  const { settings, report, stop } = run;
  const start = performance.now();
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
  // The user's files override the defaults. A port that is set with --port overrides the files.
  const configFiles = settings.portGiven
    ? [defaults, ...settings.configFiles, location]
    : [defaults, location, ...settings.configFiles];
  const config = await readAppConfig(configFiles);
  const url =
    config.getOptionalString('backend.baseUrl') ?? portalUrl(settings.port);

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
      `  Times          ${describeTimings(settings.bootstrap, performance.now() - start)}`,
      '',
      'If your OIDC provider has a private certificate authority, set NODE_EXTRA_CA_CERTS to its file.',
      'Ctrl-C stops the portal.',
    ].join('\n'),
  );
  await untilStopped(run);
  await portal.stop();
  return stop.failure ? 1 : 0;
}
