// @ts-check
import { spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { once } from 'node:events';
import fs from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { StartError } from '../start/StartError.mjs';
import { adoptionLogsDir, appIn } from './newApp.mjs';

/** @typedef {import('./newApp.mjs').NewApp} NewApp */
/** @typedef {import('./withTools.mjs').Tools} Tools */

const startSeconds = 300;

/** Returns a free port. On a fixed port, the test could reach another process in place of the portal. */
export async function findFreePort() {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (
    server.address()
  );
  server.close();
  await once(server, 'close');
  return port;
}

/** @param {number} port */
export function portalUrl(port) {
  return `http://localhost:${port}`;
}

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
}

/**
 * @param {string} production
 * @param {number} port
 */
async function writeLocalConfig(production, port) {
  const baseUrl = portalUrl(port);
  await fs.writeFile(
    path.join(production, 'app-config.adoption.yaml'),
    JSON.stringify({
      app: { baseUrl },
      backend: { baseUrl, listen: { host: '127.0.0.1', port } },
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
 * @param {{ production: string, endpoints: any, port: number }} options
 * @param {() => Promise<void>} work
 */
export async function withPortal(tools, { production, endpoints, port }, work) {
  await writeLocalConfig(production, port);
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
    await readiness(tools.signal, { child, port, logFile });
    await work();
  } finally {
    child.kill('SIGTERM');
    await exited;
  }
}

/**
 * @param {AbortSignal} signal
 * @param {{ child: import('node:child_process').ChildProcess, port: number, logFile: string }} portal
 */
async function readiness(signal, { child, port, logFile }) {
  const deadline = Date.now() + startSeconds * 1000;
  for (;;) {
    signal.throwIfAborted();
    const response = await fetch(
      `${portalUrl(port)}/.backstage/health/v1/readiness`,
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
