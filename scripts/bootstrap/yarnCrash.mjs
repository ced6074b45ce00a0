// @ts-check
import { StartError } from '../start/StartError.mjs';

/** How often a crashed command of Yarn is run again. */
const reruns = 3;

/**
 * The settings of a rerun. Yarn's retry of a failed download can throw "The `onCancel` handler was attached after the promise settled", so a
 * rerun downloads one package at a time and without that retry. Settings that the user made have precedence.
 *
 * @type {NodeJS.ProcessEnv}
 */
const carefulSettings = {
  YARN_NETWORK_CONCURRENCY: '1',
  YARN_HTTP_RETRY: '0',
  YARN_HTTP_TIMEOUT: '120000',
};

/**
 * Runs a command of Yarn that downloads packages, and runs it again after a crash or a failed download. Yarn keeps the packages that it has
 * downloaded, so each run continues the one before.
 *
 * @param {(settings: NodeJS.ProcessEnv) => Promise<void>} run runs the command once, with these additional settings
 * @param {{ signal?: AbortSignal, onRerun?: (count: number) => void }} [options]
 */
export async function survivingCrashes(run, { signal, onRerun } = {}) {
  for (let count = 0; ; count += 1) {
    try {
      await run(count === 0 ? {} : carefulSettings);
      return;
    } catch (error) {
      if (count === reruns || signal?.aborted || !mayPass(error)) {
        throw error;
      }
      onRerun?.(count + 1);
    }
  }
}

/**
 * Whether a rerun can succeed. Errors that {@link namedRemedy} knows stay until the user repairs their cause.
 * @param {unknown} error
 */
function mayPass(error) {
  return (
    error instanceof StartError &&
    error.code === 'step-failed' &&
    namedRemedy(error.logTail) === undefined
  );
}

/**
 * Returns the remedy for an error of Yarn that only a change by the user repairs, by Yarn's error codes.
 *
 * @param {string[]} tail
 * @returns {string | undefined}
 */
export function namedRemedy(tail) {
  const text = tail.join('\n');
  if (/YN0028/.test(text)) {
    return 'package.json and yarn.lock do not match: run `yarn install` and keep the yarn.lock that it writes, or undo the change in package.json';
  }
  if (/ENOSPC/.test(text)) {
    return 'free some disk space, then start again';
  }
  if (/YN0018/.test(text)) {
    return 'the checksum of a package differs from yarn.lock: `yarn cache clean --all`, then start again; if the error remains, do not trust the registry';
  }
  if (/YN0082|YN0016/.test(text)) {
    return 'the registry lacks a version that yarn.lock names: see `npm config get registry`; the public registry has it';
  }
  return undefined;
}
