// @ts-check
import fs from 'node:fs/promises';
import path from 'node:path';
import { bootstrap } from '../bootstrap/bootstrap.mjs';
import { hasKubernetesBinaries } from '../bootstrap/kubernetesBinaries.mjs';
import { fromRoot, localDir, root } from '../project.mjs';
import { formatDuration } from '../steps/duration.mjs';
import { Progress } from '../steps/progress.mjs';
import { StartError } from './StartError.mjs';
import { requireFreePort, requireNoCopy, requireReadable } from './checks.mjs';
import { helpText, parseStartFlags, rejectFlagsTakenByNpm } from './flags.mjs';
import { handOver } from './handOver.mjs';
import { requireOwnStateFolder, takeStateFolder } from './stateFolder.mjs';
import { watchStopSignals } from './stopSignals.mjs';

/** Backstage's default; `--port` changes it. */
const defaultPortalPort = 7007;

const program = path.join(root, 'packages/demo/src/main.ts');

/**
 * @param {string[]} args
 * @returns {Promise<number>} the exit code
 */
export async function start(args) {
  rejectFlagsTakenByNpm(process.env);
  const flags = parseStartFlags(args, process.env.INIT_CWD ?? process.cwd());
  const progress = new Progress();
  if (flags.help) {
    progress.say(helpText());
    return 0;
  }
  const stop = watchStopSignals();
  try {
    const stateDir = stateDirOf(flags);
    const port = flags.port ?? defaultPortalPort;
    await checkSurroundings({ flags, stateDir, port });
    // A self-test starts from an empty state, because it must prove that a first start works.
    if (flags.reset || flags.selfTest) {
      await resetState(stateDir, progress);
    }
    await takeStateFolder(stateDir);

    const begin = performance.now();
    const { node, env, results } = await bootstrap({
      kubernetes: await needsKubernetes(flags),
      frontend: !flags.platformOnly,
      progress,
      signal: stop.signal,
    });
    progress.say(
      `  ok  Everything is installed: ${formatDuration(performance.now() - begin)}`,
    );
    const settings = {
      ...flags,
      port,
      portGiven: flags.port !== undefined,
      stateDir,
      bootstrap: results,
    };
    return await handOver({ node, env, program, settings, stop });
  } catch (error) {
    if (stop.signal.aborted) {
      progress.say('stopped; all processes have ended');
      return 130;
    }
    throw error;
  } finally {
    stop.release();
  }
}

/**
 * A folder for each mode, so that the self-test and a portal with another configuration can run at the same time as the demo.
 * @param {import('./flags.mjs').StartFlags} flags
 */
function stateDirOf(flags) {
  if (flags.stateDir) {
    return flags.stateDir;
  }
  if (flags.selfTest) {
    return path.join(localDir, 'self-test');
  }
  if (flags.portalOnly) {
    return path.join(localDir, 'portal-only');
  }
  return localDir;
}

/**
 * @param {{ flags: import('./flags.mjs').StartFlags, stateDir: string, port: number }} options
 */
async function checkSurroundings({ flags, stateDir, port }) {
  await requireReadable({
    '--kubeconfig': flags.kubeconfig,
    '--users': flags.usersFile,
  });
  for (const file of flags.configFiles) {
    await requireReadable({ '--config': file });
  }
  await requireOwnStateFolder(stateDir);
  await requireNoCopy(stateDir);
  if (!flags.selfTest && !flags.platformOnly) {
    await requireFreePort(port);
  }
}

/** @param {import('./flags.mjs').StartFlags} flags */
async function needsKubernetes(flags) {
  if (flags.kubeconfig || flags.portalOnly) {
    return false;
  }
  const assets = process.env.KUBEBUILDER_ASSETS;
  if (!assets) {
    return true;
  }
  if (await hasKubernetesBinaries(assets)) {
    return false;
  }
  throw new StartError(
    'bad-flag',
    `KUBEBUILDER_ASSETS is ${assets}, which lacks some of kube-apiserver, kube-controller-manager, kubectl and etcd`,
    {
      remedy:
        'add the missing programs, or unset KUBEBUILDER_ASSETS so that Go builds them',
    },
  );
}

/**
 * @param {string} stateDir
 * @param {Progress} progress
 */
async function resetState(stateDir, progress) {
  for (const folder of await stateFoldersWithin(stateDir)) {
    await requireNoCopy(folder);
  }
  await fs.rm(stateDir, { recursive: true, force: true });
  progress.say(`  ok  Cleared ${fromRoot(stateDir)}`);
}

/**
 * The folder, and the folders in it that another mode may be using, such as `.local/self-test`.
 * @param {string} stateDir
 * @returns {Promise<string[]>}
 */
async function stateFoldersWithin(stateDir) {
  /** @type {string[]} */
  const files = await fs.readdir(stateDir, { recursive: true }).catch(error => {
    if (error.code === 'ENOENT') {
      return [];
    }
    throw error;
  });
  return files
    .filter(file =>
      ['pids.json', 'endpoints.json'].includes(path.basename(file)),
    )
    .map(file => path.join(stateDir, path.dirname(file)));
}
