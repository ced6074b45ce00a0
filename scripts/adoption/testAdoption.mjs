// @ts-check
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { packPackages } from '../packages/pack.mjs';
import { root } from '../project.mjs';
import { StartError } from '../start/StartError.mjs';
import { formatDuration } from '../steps/duration.mjs';
import { runCommand } from '../steps/runCommand.mjs';
import { requireChromium } from '../test/chromium.mjs';
import { withPlatform } from '../test/withPlatform.mjs';
import { appNames, selectApps } from './apps.mjs';
import { readInstallDoc } from './installDoc.mjs';
import { adoptionLogsDir, appIn, createApp, install } from './newApp.mjs';
import {
  portalPort,
  portalUrl,
  unpackBundle,
  withPortal,
} from './production.mjs';
import { requireOneCopy } from './oneCopy.mjs';
import { startRegistry } from './registry.mjs';
import { withTools } from './withTools.mjs';

/** @typedef {import('./withTools.mjs').Tools} Tools */

const usage = [
  'npm run test:adoption [-- --app <name>]... [--keep]',
  '',
  'Installs the packed packages into a new Backstage app as docs/install.md says, and tries them in Chromium.',
  '',
  `  --app <name>   ${appNames.join(', ')}; may be repeated, newest by default`,
  '  --keep         keep the apps and their production bundles',
].join('\n');

/**
 * @param {string[]} args
 * @returns {{ names: string[], keep: boolean, help: boolean }}
 */
function readArguments(args) {
  try {
    const { values } = parseArgs({
      args,
      options: {
        app: { type: 'string', multiple: true, default: [] },
        keep: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    return { names: values.app, keep: values.keep, help: values.help };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new StartError('bad-flag', message, { remedy: usage });
  }
}

/**
 * @param {string[]} args
 * @returns {Promise<number>} the exit code
 */
export async function testAdoption(args) {
  const { names, keep, help } = readArguments(args);
  if (help) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  const kinds = selectApps(names);
  requireChromium(process.env);
  const doc = await readInstallDoc();
  await fs.rm(adoptionLogsDir, { recursive: true, force: true });
  await fs.mkdir(adoptionLogsDir, { recursive: true });
  return withTools({ kubernetes: true }, async tools => {
    const { progress } = tools;
    // Outside of this repository, so that the apps do not find packages in its node_modules.
    const work = await fs.mkdtemp(path.join(os.tmpdir(), 'adoption-'));
    const tarballs = await stepOf(tools, 'Pack the packages', () =>
      packPackages(tools),
    );
    const registry = await startRegistry(tarballs);
    try {
      await withPlatform(
        tools,
        async env => {
          for (const kind of kinds) {
            await tryApp(tools, {
              kind,
              doc,
              folder: path.join(work, kind.name),
              registryUrl: registry.url,
              endpointsFile: String(env.TEST_CLUSTER_ENDPOINTS),
            });
          }
        },
        { folder: adoptionLogsDir, flags: ['--port', String(portalPort)] },
      );
    } finally {
      await registry.close();
      if (keep) {
        progress.say(`  the apps are in ${work}`);
      } else {
        await fs.rm(work, { recursive: true, force: true });
      }
    }
    progress.say(`${kinds.length} passed, 0 failed`);
    return 0;
  });
}

/**
 * Creates one app, installs the packages, and tries them in the browser.
 *
 * @param {Tools} tools
 * @param {{
 *   kind: import('./apps.mjs').AppKind, doc: import('./installDoc.mjs').InstallSnippets, folder: string, registryUrl: string,
 *   endpointsFile: string,
 * }} options
 */
async function tryApp(tools, options) {
  const { kind, doc, folder, registryUrl, endpointsFile } = options;
  /**
   * @template T
   * @param {string} title
   * @param {() => Promise<T>} run
   */
  const step = (title, run) => stepOf(tools, `${kind.name}: ${title}`, run);
  const logFile = path.join(adoptionLogsDir, `${kind.name}.log`);
  const app = appIn(path.join(folder, 'portal'), { ...tools, logFile });
  await step('Create a new Backstage app', () =>
    createApp(app, { registryUrl, yarnSettings: doc.yarnSettings, kind }),
  );
  const lockFile = path.join(app.folder, 'yarn.lock');
  const lockBefore = await fs.readFile(lockFile, 'utf8');
  const endpoints = JSON.parse(await fs.readFile(endpointsFile, 'utf8'));
  await step('Follow docs/install.md', () =>
    install(app, doc, {
      frontend: kind.frontend,
      metadataUrl: endpoints.oidcProvider.metadataUrl,
      apiServerUrl: endpoints.apiServer.url,
      catalogTokenFile: endpoints.catalogAccount.tokenFile,
    }),
  );
  await step('Find no second copies and no warnings', async () =>
    requireOneCopy({
      before: lockBefore,
      after: await fs.readFile(lockFile, 'utf8'),
      log: await fs.readFile(logFile, 'utf8'),
      frontend: kind.frontend,
    }),
  );
  await step('Check types and configuration', async () => {
    await app.run('yarn', ['tsc']);
    await app.run('yarn', [
      ...['backstage-cli', 'config:check', '--lax'],
      ...['--config', 'app-config.yaml'],
      ...['--config', 'app-config.install.yaml'],
    ]);
  });
  await step('Build the app', () => app.run('yarn', ['build:all']));
  const production = path.join(folder, 'production');
  await step('Install the production bundle', () =>
    unpackBundle(tools, app, { production, logFile }),
  );
  await step('Sign in, create and be refused in Chromium', () =>
    withPortal(tools, { production, endpoints }, () =>
      runBrowser(tools, { endpointsFile, frontend: kind.frontend }),
    ),
  );
}

/**
 * Runs a step and prints how long it took.
 *
 * @template T
 * @param {Tools} tools
 * @param {string} title
 * @param {() => Promise<T>} run
 */
async function stepOf({ progress }, title, run) {
  const start = performance.now();
  progress.say(`  ... ${title}`);
  const result = await run();
  const duration = formatDuration(performance.now() - start);
  progress.say(`  ok  ${title}: ${duration}`);
  return result;
}

/**
 * @param {Tools} tools
 * @param {{ endpointsFile: string, frontend: 'new' | 'old' }} options
 */
export async function runBrowser(
  { node, env, signal },
  { endpointsFile, frontend },
) {
  await runCommand({
    command: node,
    args: [
      path.join(root, 'node_modules/.bin/playwright'),
      ...['test', '--config', 'playwright.adoption.config.ts'],
    ],
    cwd: root,
    env: {
      ...env,
      PORTAL_ENDPOINTS: endpointsFile,
      PORTAL_FRONTEND: frontend,
      PORTAL_URL: portalUrl,
    },
    logFile: path.join(adoptionLogsDir, 'browser.log'),
    append: true,
    signal,
    remedy: () => 'fix the error in the log',
  });
}
