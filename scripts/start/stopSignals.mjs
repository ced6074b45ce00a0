// @ts-check
import { StartError } from './StartError.mjs';

/** How often a start under npm looks whether npm is still there. */
const parentPollMilliseconds = 500;

/**
 * Turns Ctrl-C, SIGTERM, a closed terminal and the death of npm into one abort, and a second Ctrl-C into an end at once.
 *
 * @returns {{ signal: AbortSignal, onAgain: (kill: () => void) => void, release: () => void }}
 */
export function watchStopSignals() {
  const controller = new AbortController();
  /** @type {() => void} */
  let kill = () => process.exit(130);
  /** @param {NodeJS.Signals} name */
  const stop = name => {
    if (controller.signal.aborted) kill();
    else controller.abort(new StartError('interrupted', `stopped by ${name}`));
  };
  /** @type {NodeJS.Signals[]} */
  const names = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  names.forEach(name => process.on(name, stop));

  // npm passes signals on, but not its own SIGKILL; nothing may be left behind then either.
  const parent = process.ppid;
  const timer = process.env.npm_lifecycle_event
    ? setInterval(() => {
        if (process.ppid !== parent && !controller.signal.aborted) {
          controller.abort(new StartError('interrupted', 'npm has ended'));
        }
      }, parentPollMilliseconds).unref()
    : undefined;

  return {
    signal: controller.signal,
    onAgain: handler => {
      kill = handler;
    },
    release: () => {
      clearInterval(timer);
      names.forEach(name => process.off(name, stop));
    },
  };
}
