// @ts-check
import fs from 'node:fs/promises';
import path from 'node:path';
import { bootstrapLogsDir, dexFile, root } from '../project.mjs';
import { fingerprint } from '../steps/fingerprint.mjs';
import { runCommand } from '../steps/runCommand.mjs';
import { goRemedy } from './kubernetesBinaries.mjs';

const goFolder = 'packages/test-cluster/go-dex';

/**
 * Builds the OIDC provider Dex with Go from its published module: pinned by go.mod, verified by go.sum. Only the suite `dex` needs it.
 *
 * @param {{ env: NodeJS.ProcessEnv }} options
 * @returns {import('../steps/runSteps.mjs').Step}
 */
export function dexStep({ env }) {
  return {
    id: 'dex',
    title: 'Dex (go build)',
    key: () =>
      fingerprint({
        base: path.join(root, goFolder),
        inputs: ['go.mod', 'go.sum'],
        also: { platform: process.platform, arch: process.arch },
      }),
    products: [dexFile],
    run: async ({ signal, detail }) => {
      let compiled = 0;
      await fs.mkdir(path.dirname(dexFile), { recursive: true });
      await runCommand({
        command: 'go',
        args: [
          'build',
          '-v',
          '-mod=readonly',
          '-trimpath',
          '-ldflags=-s -w',
          '-o',
          `${path.dirname(dexFile)}${path.sep}`,
          'tool',
        ],
        cwd: path.join(root, goFolder),
        // No C compiler is needed. SQLite is left out, and the tests keep nothing.
        env: { ...env, CGO_ENABLED: '0' },
        logFile: path.join(bootstrapLogsDir, 'dex.log'),
        signal,
        onLine: line =>
          detail(
            line.startsWith('go: downloading')
              ? 'downloading modules'
              : `${(compiled += 1)} packages compiled`,
          ),
        remedy: goRemedy,
      });
    },
  };
}
