// @ts-check
import { spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { StartError } from '../start/StartError.mjs';
import { adoptionLogsDir, appIn } from './newApp.mjs';

/** @typedef {import('./newApp.mjs').NewApp} NewApp */
/** @typedef {import('./withTools.mjs').Tools} Tools */

// The gallery has 7017.
export const portalPort = 7027;
export const portalUrl = `http://localhost:${portalPort}`;
const startSeconds = 300;

/**
 * Unpacks the production bundle and installs its dependencies, as the Dockerfile of a new app does.
 *
 * @param {Tools} tools
 * @param {NewApp} app
 * @param {{ production: string, logFile: string }} options
 */
export async function unpackBundle(tools, app, { production, logFile }) {
  await fs.mkdir(production);
  const dist = path.join(app.folder, 'packages/backend/dist');
  const target = appIn(production, { ...tools, logFile });
  await target.run('tar', ['xzf', path.join(dist, 'skeleton.tar.gz')]);
  for (const name of [
    ...['.yarn', '.yarnrc.yml', 'backstage.json', 'package.json', 'yarn.lock'],
    ...['app-config.yaml', 'examples'],
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
export async function withPortal(tools, { production, endpoints }, work) {
  const { oidcProvider, apiServer } = endpoints;
  const logFile = path.join(adoptionLogsDir, 'portal.log');
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
