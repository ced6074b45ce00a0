// @ts-check
import { spawn } from 'node:child_process';
import { root } from '../project.mjs';

/**
 * Runs a TypeScript program of ours on the project's Node until it ends. The program has its own session, so that Ctrl-C in a terminal reaches only
 * this process. This process forwards it once, and the program then stops its children in order. The program also ends when this process dies,
 * because the IPC channel closes.
 *
 * @param {{
 *   node: string, env: NodeJS.ProcessEnv, program: string, settings: unknown,
 *   stop: ReturnType<typeof import('./stopSignals.mjs').watchStopSignals>,
 * }} options
 * @returns {Promise<number>} its exit code
 */
export async function handOver({ node, env, program, settings, stop }) {
  const child = spawn(
    node,
    ['--import', 'tsx', program, JSON.stringify(settings)],
    {
      cwd: root,
      env,
      detached: true,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    },
  );
  const pass = () => child.kill('SIGTERM');
  if (stop.signal.aborted) {
    pass();
  } else {
    stop.signal.addEventListener('abort', pass, { once: true });
  }
  // The processes that the program started detect its end and stop by themselves.
  stop.onAgain(() => child.kill('SIGKILL'));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      // The program was stopped before it could handle the signal. At that time it has not started any process.
      if (signal === 'SIGTERM' && stop.signal.aborted) {
        reject(stop.signal.reason);
      } else {
        resolve(code ?? (signal === 'SIGKILL' ? 137 : 1));
      }
    });
  });
}
