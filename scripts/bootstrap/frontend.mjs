// @ts-check
import path from 'node:path';
import { bootstrapLogsDir, root } from '../project.mjs';
import { fingerprint } from '../steps/fingerprint.mjs';
import { runCommand } from '../steps/runCommand.mjs';
import { foldersBehind } from './workspaces.mjs';

const appFolder = path.join(root, 'packages', 'app');

/**
 * The portal's frontend, built once into `packages/app/dist` and served by the backend on the portal's own port.
 *
 * @param {{ node: string, env: NodeJS.ProcessEnv, after: string[] }} options
 * @returns {import('../steps/runSteps.mjs').Step}
 */
export function frontendStep({ node, env, after }) {
  return {
    id: 'frontend',
    title: 'Frontend (packages/app)',
    after,
    key: async () =>
      fingerprint({
        base: root,
        inputs: [
          ...(await foldersBehind('app')),
          'app-config.yaml',
          'backstage.json',
          'package.json',
          'tsconfig.json',
          'yarn.lock',
        ],
        ignore: isNotBuilt,
      }),
    products: [path.join(appFolder, 'dist', 'index.html')],
    run: ({ signal, detail }) =>
      runCommand({
        command: node,
        args: [
          path.join(root, 'node_modules/@backstage/cli/bin/backstage-cli'),
          'package',
          'build',
        ],
        cwd: appFolder,
        env: { ...env, NODE_ENV: 'production' },
        logFile: path.join(bootstrapLogsDir, 'frontend.log'),
        signal,
        onLine: line => detail(line.trim().slice(0, 60)),
        remedy: tail =>
          /ENOSPC/.test(tail.join('\n'))
            ? 'free some disk space, then start again'
            : 'fix the error in the log (`yarn tsc` shows it too), then start again',
      }),
  };
}

/**
 * Tests and documents are not part of the built frontend.
 * @param {string} file
 */
function isNotBuilt(file) {
  return (
    /\.test\.tsx?$|\.md$/.test(file) ||
    file.startsWith('packages/app/e2e-tests/') ||
    file.includes('/report')
  );
}
