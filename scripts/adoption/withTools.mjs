// @ts-check
import { bootstrap } from '../bootstrap/bootstrap.mjs';
import { yarnSettingsFromNpm } from '../bootstrap/npm.mjs';
import { Progress } from '../steps/progress.mjs';
import { watchStopSignals } from '../start/stopSignals.mjs';

/** @typedef {{ node: string, env: NodeJS.ProcessEnv, progress: Progress, signal: AbortSignal }} Tools */

/**
 * Installs the project's tools, and runs `work` with them until it ends or the user stops it.
 *
 * @param {{ kubernetes: boolean }} needs
 * @param {(tools: Tools) => Promise<number>} work
 * @returns {Promise<number>} the exit code
 */
export async function withTools({ kubernetes }, work) {
  const progress = new Progress();
  const stop = watchStopSignals();
  try {
    const { node, env } = await bootstrap({
      kubernetes,
      frontend: false,
      progress,
      signal: stop.signal,
    });
    return await work({
      node,
      // Yarn must know this machine's registry.
      env: { ...(await yarnSettingsFromNpm(env)), ...env },
      progress,
      signal: stop.signal,
    });
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
