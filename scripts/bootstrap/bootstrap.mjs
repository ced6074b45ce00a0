// @ts-check
import path from 'node:path';
import { root, toolsDir } from '../project.mjs';
import { Records } from '../steps/records.mjs';
import { pendingSteps, runSteps } from '../steps/runSteps.mjs';
import { withBootstrapLock } from './bootstrapLock.mjs';
import { requireDiskSpace } from './diskSpace.mjs';
import { requireNpm, stepEnvironment } from './environment.mjs';
import { dexStep } from './dexBinary.mjs';
import { frontendStep } from './frontend.mjs';
import { kubernetesStep, requireGo } from './kubernetesBinaries.mjs';
import { nodeRuntime } from './nodeRuntime.mjs';
import { installStep, yarnBinFolder, yarnStep } from './yarn.mjs';

/** @typedef {import('../steps/runSteps.mjs').Step} Step */

/**
 * The result of the bootstrap.
 * @typedef {{ node: string, env: NodeJS.ProcessEnv, results: import('../steps/runSteps.mjs').StepResult[] }} Bootstrapped
 */

/**
 * Installs or builds what the machine lacks, all of it inside the project: Node 24, Yarn, the dependencies, the Kubernetes
 * binaries, the frontend. Steps that are up to date are skipped; independent steps run in parallel.
 *
 * @param {{
 *   kubernetes: boolean, frontend: boolean, dex?: boolean,
 *   progress: import('../steps/progress.mjs').Progress, signal: AbortSignal,
 * }} options
 * @returns {Promise<Bootstrapped>}
 */
export async function bootstrap({
  kubernetes,
  frontend,
  dex = false,
  progress,
  signal,
}) {
  const stepEnv = await stepEnvironment(process.env);
  const runtime = nodeRuntime({ env: stepEnv });
  const env = {
    ...stepEnv,
    PATH: [runtime.binFolder, yarnBinFolder, stepEnv.PATH].join(path.delimiter),
    YARN_ENABLE_TELEMETRY: '0',
  };
  const node = runtime.executable;

  /** @type {Step[]} */
  const steps = [
    ...(runtime.step ? [runtime.step] : []),
    yarnStep({ env: stepEnv }),
    installStep({
      node,
      env,
      after: runtime.step ? ['node', 'yarn'] : ['yarn'],
    }),
    ...(kubernetes ? [kubernetesStep({ env })] : []),
    ...(dex ? [dexStep({ env })] : []),
    ...(frontend ? [frontendStep({ node, env, after: ['install'] })] : []),
  ];
  const records = new Records(path.join(toolsDir, 'records'));
  const results = await withBootstrapLock(
    {
      signal,
      onWait: pid =>
        progress.say(
          `  ... waiting: process ${pid} is installing or building in this project (if it is not, remove .tools/bootstrap.lock)`,
        ),
    },
    async () => {
      const pending = await pendingSteps(steps, records);
      await requireWhatStepsNeed(pending, stepEnv);
      return runSteps(steps, { records, progress, signal });
    },
  );
  return { node, env, results };
}

/**
 * Checks the requirements of the pending steps before the first of them starts.
 * @param {string[]} pending
 * @param {NodeJS.ProcessEnv} env
 */
async function requireWhatStepsNeed(pending, env) {
  if (pending.some(id => ['node', 'yarn', 'install'].includes(id))) {
    await requireNpm({ env });
  }
  if (pending.includes('kubernetes') || pending.includes('dex')) {
    await requireGo({ env });
  }
  await requireDiskSpace({ folder: root, pending });
}
