// @ts-check
import { spawn } from 'node:child_process';
import fs from 'node:fs/promises';
import { openSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { packPackages } from '../packages/pack.mjs';
import { localDir, root } from '../project.mjs';
import { StartError } from '../start/StartError.mjs';
import { formatDuration } from '../steps/duration.mjs';
import { runCommand } from '../steps/runCommand.mjs';
import { requireChromium } from '../test/chromium.mjs';
import { withPlatform } from '../test/withPlatform.mjs';
import { readInstallDoc } from './installDoc.mjs';
import { createApp, install } from './newApp.mjs';
import { startRegistry } from './registry.mjs';
import { withTools } from './withTools.mjs';

/** @typedef {import('./newApp.mjs').NewApp} NewApp */
/** @typedef {import('./withTools.mjs').Tools} Tools */

const logsDir = path.join(localDir, 'adoption');
const portalPort = 7017;
const portalUrl = `http://localhost:${portalPort}`;
const startSeconds = 300;

const usage = [
  'npm run test:adoption [-- --as-created]',
  '',
  'Installs the packed packages into a new Backstage app as docs/install.md says, and tries them in Chromium.',
  '',
  '  --as-created   keep the Backstage release that create-app chooses (by default the app moves to the newest one)',
].join('\n');

/**
 * @param {string[]} args
 * @returns {Promise<number>} the exit code
 */
export async function testAdoption(args) {
  const unknown = args.find(arg => !['--as-created', '--help'].includes(arg));
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
  await fs.rm(logsDir, { recursive: true, force: true });
  await fs.mkdir(logsDir, { recursive: true });
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
      const app = newApp(tools, path.join(work, 'portal'));
      await step('Create a new Backstage app', () =>
        createApp(app, {
          registryUrl: registry.url,
          yarnSettings: doc.yarnSettings,
          newest: !args.includes('--as-created'),
        }),
      );
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
          folder: logsDir,
          flags: ['--port', String(portalPort)],
        },
      );
    } finally {
      await registry.close();
      await fs.rm(work, { recursive: true, force: true });
    }
    progress.say('1 passed, 0 failed');
    return 0;
  });
}

/**
 * @param {Tools} tools
 * @param {string} folder
 * @returns {NewApp}
 */
function newApp({ env, signal }, folder) {
  const whitelist = [env.YARN_UNSAFE_HTTP_WHITELIST, 'localhost'];
  return {
    folder,
    run: async (command, args, more) => {
      await fs.mkdir(path.dirname(folder), { recursive: true });
      const isThere = await fs.access(folder).then(
        () => true,
        () => false,
      );
      await runCommand({
        command,
        args,
        cwd: isThere ? folder : path.dirname(folder),
        env: {
          ...env,
          YARN_ENABLE_IMMUTABLE_INSTALLS: 'false',
          YARN_UNSAFE_HTTP_WHITELIST: whitelist.filter(Boolean).join(','),
          ...more,
        },
        logFile: path.join(logsDir, 'app.log'),
        append: true,
        signal,
        remedy: () => 'fix the error in the log',
      });
    },
  };
}

/**
 * Unpacks the production bundle and installs its dependencies, as the Dockerfile of a new app does.
 *
 * @param {Tools} tools
 * @param {NewApp} app
 * @param {string} production
 */
async function unpackBundle(tools, app, production) {
  await fs.mkdir(production);
  const dist = path.join(app.folder, 'packages/backend/dist');
  const target = newApp(tools, production);
  await target.run('tar', ['xzf', path.join(dist, 'skeleton.tar.gz')]);
  for (const name of [
    ...['.yarn', '.yarnrc.yml', 'backstage.json', 'yarn.lock', 'examples'],
    ...['app-config.yaml', 'app-config.install.yaml'],
  ]) {
    await fs.cp(path.join(app.folder, name), path.join(production, name), {
      recursive: true,
    });
  }
  await target.run('yarn', ['workspaces', 'focus', '--all', '--production']);
  await target.run('tar', ['xzf', path.join(dist, 'bundle.tar.gz')]);
  await fs.writeFile(
    path.join(production, 'app-config.adoption.yaml'),
    JSON.stringify({
      app: { baseUrl: portalUrl },
      backend: {
        baseUrl: portalUrl,
        listen: { host: '127.0.0.1', port: portalPort },
      },
      catalog: {
        locations: [
          {
            type: 'file',
            target: path.join(production, 'examples/org.yaml'),
            rules: [{ allow: ['User', 'Group'] }],
          },
        ],
      },
    }),
  );
}

/**
 * Runs `work` while the production bundle serves the portal.
 *
 * @param {Tools} tools
 * @param {{ production: string, endpoints: any }} options
 * @param {() => Promise<void>} work
 */
async function withPortal(tools, { production, endpoints }, work) {
  const { oidcProvider, apiServer } = endpoints;
  const logFile = path.join(logsDir, 'portal.log');
  const log = openSync(logFile, 'w');
  const configs = ['yaml', 'install.yaml', 'adoption.yaml'];
  const child = spawn(
    tools.node,
    [
      'packages/backend',
      ...configs.flatMap(name => ['--config', `app-config.${name}`]),
    ],
    {
      cwd: production,
      env: {
        ...tools.env,
        NODE_ENV: 'production',
        NODE_EXTRA_CA_CERTS: oidcProvider.caFile,
        AUTH_SESSION_SECRET: 'a secret of this test',
        KEYCLOAK_CLIENT_SECRET: oidcProvider.portalClient.clientSecret,
        PLATFORM_CA_DATA: await fs.readFile(apiServer.caFile, 'base64'),
      },
      stdio: ['ignore', log, log],
    },
  );
  const exited = new Promise(resolve => child.once('exit', resolve));
  try {
    await readiness(tools.signal, child, logFile);
    await work();
  } finally {
    child.kill('SIGTERM');
    await exited;
  }
}

/**
 * @param {AbortSignal} signal
 * @param {import('node:child_process').ChildProcess} child
 * @param {string} logFile
 */
async function readiness(signal, child, logFile) {
  const deadline = Date.now() + startSeconds * 1000;
  for (;;) {
    signal.throwIfAborted();
    const response = await fetch(
      `${portalUrl}/.backstage/health/v1/readiness`,
    ).catch(() => undefined);
    if (response?.ok) {
      return;
    }
    if (child.exitCode !== null || Date.now() > deadline) {
      const text = await fs.readFile(logFile, 'utf8');
      throw new StartError('step-failed', 'the portal did not start', {
        logFile,
        logTail: text.trim().split('\n').slice(-25),
        remedy: 'fix the error in the log',
      });
    }
    await new Promise(resolve => setTimeout(resolve, 500));
  }
}

/**
 * @param {Tools} tools
 * @param {string} endpoints
 */
async function runBrowser({ node, env, signal }, endpoints) {
  await runCommand({
    command: node,
    args: [
      path.join(root, 'node_modules/.bin/playwright'),
      ...['test', '--config', 'playwright.adoption.config.ts'],
    ],
    cwd: root,
    env: { ...env, PORTAL_ENDPOINTS: endpoints, PORTAL_URL: portalUrl },
    logFile: path.join(logsDir, 'browser.log'),
    signal,
    remedy: () => 'fix the error in the log',
  });
}
