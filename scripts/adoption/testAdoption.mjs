// @ts-check
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { packPackages } from '../packages/pack.mjs';
import { root } from '../project.mjs';
import { StartError } from '../start/StartError.mjs';
import { formatDuration } from '../steps/duration.mjs';
import { runCommand } from '../steps/runCommand.mjs';
import { requireChromium } from '../test/chromium.mjs';
import { withPlatform } from '../test/withPlatform.mjs';
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
  'npm run test:adoption [-- --as-created] [-- --keep]',
  '',
  'Installs the packed packages into a new Backstage app as docs/install.md says, and tries them in Chromium.',
  '',
  '  --as-created   keep the Backstage release that create-app chooses (by default the app moves to the newest one);',
  '                 create-app then needs GitHub, from which it fetches the lock file of that release',
  '  --keep         keep the app and its production bundle',
].join('\n');

/**
 * @param {string[]} args
 * @returns {Promise<number>} the exit code
 */
export async function testAdoption(args) {
  const unknown = args.find(
    arg => !['--as-created', '--keep', '--help'].includes(arg),
  );
  if (unknown) {
    throw new StartError('bad-flag', `unknown flag ${unknown}`, {
      remedy: usage,
    });
  }
  if (args.includes('--help')) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  requireChromium(process.env);
  const doc = await readInstallDoc();
  await fs.rm(adoptionLogsDir, { recursive: true, force: true });
  await fs.mkdir(adoptionLogsDir, { recursive: true });
  return withTools({ kubernetes: true }, async tools => {
    const { progress } = tools;
    /**
     * @template T
     * @param {string} title
     * @param {() => Promise<T>} run
     */
    const step = async (title, run) => {
      const start = performance.now();
      progress.say(`  ... ${title}`);
      const result = await run();
      const duration = formatDuration(performance.now() - start);
      progress.say(`  ok  ${title}: ${duration}`);
      return result;
    };
    // Outside of this repository, so that the app does not find packages in its node_modules.
    const work = await fs.mkdtemp(path.join(os.tmpdir(), 'adoption-'));
    const tarballs = await step('Pack the packages', () => packPackages(tools));
    const registry = await startRegistry(tarballs);
    try {
      const app = appIn(path.join(work, 'portal'), tools);
      await step('Create a new Backstage app', () =>
        createApp(app, {
          registryUrl: registry.url,
          yarnSettings: doc.yarnSettings,
          newest: !args.includes('--as-created'),
        }),
      );
      const lockFile = path.join(app.folder, 'yarn.lock');
      const lockBefore = await fs.readFile(lockFile, 'utf8');
      await withPlatform(
        tools,
        async env => {
          const endpoints = JSON.parse(
            await fs.readFile(String(env.TEST_CLUSTER_ENDPOINTS), 'utf8'),
          );
          await step('Follow docs/install.md', () =>
            install(app, doc, {
              metadataUrl: endpoints.oidcProvider.metadataUrl,
              apiServerUrl: endpoints.apiServer.url,
              catalogTokenFile: endpoints.catalogAccount.tokenFile,
            }),
          );
          await step('Find no second copies and no warnings', async () => {
            const log = path.join(adoptionLogsDir, 'app.log');
            requireOneCopy({
              before: lockBefore,
              after: await fs.readFile(lockFile, 'utf8'),
              log: await fs.readFile(log, 'utf8'),
            });
          });
          await step('Check types and configuration', async () => {
            await app.run('yarn', ['tsc']);
            await app.run('yarn', [
              ...['backstage-cli', 'config:check', '--lax'],
              ...['--config', 'app-config.yaml'],
              ...['--config', 'app-config.install.yaml'],
            ]);
          });
          await step('Build the app', () => app.run('yarn', ['build:all']));
          const production = path.join(work, 'production');
          await step('Install the production bundle', () =>
            unpackBundle(tools, app, production),
          );
          await step('Sign in, create and be refused in Chromium', () =>
            withPortal(tools, { production, endpoints }, () =>
              runBrowser(tools, String(env.TEST_CLUSTER_ENDPOINTS)),
            ),
          );
        },
        {
          folder: adoptionLogsDir,
          flags: ['--port', String(portalPort)],
        },
      );
    } finally {
      await registry.close();
      if (args.includes('--keep')) {
        progress.say(`  the app is in ${work}`);
      } else {
        await fs.rm(work, { recursive: true, force: true });
      }
    }
    progress.say('1 passed, 0 failed');
    return 0;
  });
}

/**
 * @param {Tools} tools
 * @param {string} endpoints
 */
export async function runBrowser({ node, env, signal }, endpoints) {
  await runCommand({
    command: node,
    args: [
      path.join(root, 'node_modules/.bin/playwright'),
      ...['test', '--config', 'playwright.adoption.config.ts'],
    ],
    cwd: root,
    env: { ...env, PORTAL_ENDPOINTS: endpoints, PORTAL_URL: portalUrl },
    logFile: path.join(adoptionLogsDir, 'browser.log'),
    signal,
    remedy: () => 'fix the error in the log',
  });
}
