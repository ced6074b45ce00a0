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
import {
  adoptionLogsDir,
  appIn,
  createApp,
  install,
  writeInstallConfig,
} from './newApp.mjs';
import {
  findFreePort,
  portalUrl,
  unpackBundle,
  withPortal,
} from './production.mjs';
import { requireOneCopy } from './oneCopy.mjs';
import { startRegistry } from './registry.mjs';
import { withTools } from './withTools.mjs';

/** @typedef {import('./withTools.mjs').Tools} Tools */

const usage = [
  'npm run test:adoption [-- --app <name>]... [--keep | --kept <folder>]',
  '',
  'Installs the packed packages into a new Backstage app as docs/install.md says, and tries them in Chromium.',
  '',
  `  --app <name>     ${appNames.join(', ')}; may be repeated, newest by default`,
  '  --keep           keep the apps and their production bundles',
  '  --kept <folder>  try the apps in the folder of an earlier --keep, and make none',
].join('\n');

/**
 * @param {string[]} args
 * @returns {{ names: string[], keep: boolean, kept?: string, help: boolean }}
 */
function readArguments(args) {
  try {
    const { values } = parseArgs({
      args,
      options: {
        app: { type: 'string', multiple: true, default: [] },
        keep: { type: 'boolean', default: false },
        kept: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
    const { app: names, keep, kept, help } = values;
    return { names, keep, kept, help };
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
  const { names, keep, kept, help } = readArguments(args);
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
    const port = await findFreePort();
    if (kept !== undefined) {
      await withPlatform(
        tools,
        async env => {
          for (const kind of kinds) {
            await walkApp(tools, {
              kind,
              doc,
              folder: path.join(path.resolve(kept), kind.name),
              port,
              endpointsFile: String(env.TEST_CLUSTER_ENDPOINTS),
            });
          }
        },
        platformOptions(port),
      );
    } else {
      await makeAndWalkApps(tools, { kinds, doc, port, keep });
    }
    tools.progress.say(`${kinds.length} passed, 0 failed`);
    return 0;
  });
}

/** @param {number} port of the portal, to which the OIDC provider redirects */
function platformOptions(port) {
  return { folder: adoptionLogsDir, flags: ['--port', String(port)] };
}

/**
 * @param {Tools} tools
 * @param {{
 *   kinds: import('./apps.mjs').AppKind[], doc: import('./installDoc.mjs').InstallSnippets, port: number, keep: boolean
 * }} options
 */
async function makeAndWalkApps(tools, { kinds, doc, port, keep }) {
  // Outside of this repository, so that the apps do not find packages in its node_modules.
  const work = await fs.mkdtemp(path.join(os.tmpdir(), 'adoption-'));
  try {
    const tarballs = await stepOf(tools, 'Pack the packages', () =>
      packPackages(tools),
    );
    const registry = await startRegistry(tarballs);
    try {
      await withPlatform(
        tools,
        async env => {
          for (const kind of kinds) {
            const options = {
              kind,
              doc,
              folder: path.join(work, kind.name),
              port,
              endpointsFile: String(env.TEST_CLUSTER_ENDPOINTS),
            };
            await makeApp(tools, { ...options, registryUrl: registry.url });
            await walkApp(tools, options);
          }
        },
        platformOptions(port),
      );
    } finally {
      await registry.close();
    }
  } finally {
    if (keep) {
      tools.progress.say(`  the apps are in ${work}`);
    } else {
      await fs.rm(work, { recursive: true, force: true });
    }
  }
}

/**
 * The app of a run. Its folder holds the app and its production bundle.
 *
 * @typedef {{
 *   kind: import('./apps.mjs').AppKind, doc: import('./installDoc.mjs').InstallSnippets, folder: string, port: number, endpointsFile: string,
 * }} AppOfRun
 */

/**
 * Creates one app, installs the packages, and builds the production bundle.
 *
 * @param {Tools} tools
 * @param {AppOfRun & { registryUrl: string }} options
 */
async function makeApp(tools, options) {
  const { kind, doc, folder, registryUrl, endpointsFile } = options;
  const step = stepsOf(tools, kind);
  const logFile = path.join(adoptionLogsDir, `${kind.name}.log`);
  const app = appIn(path.join(folder, 'portal'), { ...tools, logFile });
  await step('Create a new Backstage app', () =>
    createApp(app, { registryUrl, yarnSettings: doc.yarnSettings, kind }),
  );
  const lockFile = path.join(app.folder, 'yarn.lock');
  const lockBefore = await fs.readFile(lockFile, 'utf8');
  const endpoints = JSON.parse(await fs.readFile(endpointsFile, 'utf8'));
  await step('Follow docs/install.md', () =>
    install(app, doc, { frontend: kind.frontend, endpoints }),
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
  await step('Install the production bundle', () =>
    unpackBundle(tools, app, { production: productionIn(folder), logFile }),
  );
}

/**
 * Starts the production bundle and tries it in the browser.
 *
 * @param {Tools} tools
 * @param {AppOfRun} options
 */
async function walkApp(tools, { kind, doc, folder, port, endpointsFile }) {
  const step = stepsOf(tools, kind);
  const production = productionIn(folder);
  const endpoints = JSON.parse(await fs.readFile(endpointsFile, 'utf8'));
  await step(
    'Sign in, create a resource and see a refusal in Chromium',
    async () => {
      await writeInstallConfig(production, doc, endpoints);
      await withPortal(tools, { production, endpoints, port }, () =>
        runBrowser(tools, { endpointsFile, port, frontend: kind.frontend }),
      );
    },
  );
}

/** @param {string} folder of an app */
function productionIn(folder) {
  return path.join(folder, 'production');
}

/**
 * @param {Tools} tools
 * @param {import('./apps.mjs').AppKind} kind
 */
function stepsOf(tools, kind) {
  return (
    /** @type {string} */ title,
    /** @type {() => Promise<void>} */ run,
  ) => stepOf(tools, `${kind.name}: ${title}`, run);
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
 * @param {{ endpointsFile: string, port: number, frontend: 'new' | 'old' }} options
 */
export async function runBrowser(
  { node, env, signal },
  { endpointsFile, port, frontend },
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
      PORTAL_URL: portalUrl(port),
    },
    logFile: path.join(adoptionLogsDir, 'browser.log'),
    append: true,
    signal,
    remedy: () => 'fix the error in the log',
  });
}
