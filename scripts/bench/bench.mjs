// @ts-check
import path from 'node:path';
import { bootstrap } from '../bootstrap/bootstrap.mjs';
import { hasKubernetesBinaries } from '../bootstrap/kubernetesBinaries.mjs';
import { root } from '../project.mjs';
import { handOver } from '../start/handOver.mjs';
import { watchStopSignals } from '../start/stopSignals.mjs';
import { Progress } from '../steps/progress.mjs';
import { helpText, parseBenchFlags } from './flags.mjs';

const program = path.join(root, 'packages/bench/src/main.ts');

/**
 * @param {string[]} args
 * @returns {Promise<number>} the exit code: 0 when every goal is met
 */
export async function bench(args) {
  const flags = parseBenchFlags(args);
  // Standard output has only the figures.
  const progress = new Progress({ output: process.stderr });
  if (flags.help) {
    progress.say(helpText());
    return 0;
  }
  const stop = watchStopSignals();
  try {
    const assets = process.env.KUBEBUILDER_ASSETS;
    const { node, env } = await bootstrap({
      kubernetes: !assets || !(await hasKubernetesBinaries(assets)),
      frontend: flags.benchmark === 'frontend',
      progress,
      signal: stop.signal,
    });
    return await handOver({ node, env, program, settings: flags, stop });
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
