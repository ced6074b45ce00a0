// @ts-check
import fs from 'node:fs/promises';
import path from 'node:path';
import { root } from '../project.mjs';
import { StartError } from '../start/StartError.mjs';
import { runCommand } from '../steps/runCommand.mjs';
import { withPlatform } from './withPlatform.mjs';
import { testLogsDir } from './suites.mjs';

/** @typedef {import('./suites.mjs').Suite} Suite */

/**
 * @typedef {import('./counts.mjs').Counts & { suite: Suite, logFile: string }} SuiteResult
 * @typedef {{
 *   node: string, env: NodeJS.ProcessEnv, progress: import('../steps/progress.mjs').Progress, signal: AbortSignal,
 * }} Surroundings
 */

/**
 * Runs one suite to its end and counts its results.
 *
 * @param {Suite} suite
 * @param {Surroundings} surroundings
 * @returns {Promise<SuiteResult>}
 */
export async function runSuite(suite, surroundings) {
  const { progress } = surroundings;
  const begin = performance.now();
  progress.started(suite);
  const logFile = path.join(testLogsDir, `${suite.id}.log`);
  const counts = await (suite.platform
    ? withPlatform(surroundings, async (env, ended) =>
        withEnd(
          await runAndCount(suite, logFile, { ...surroundings, env }),
          ended(),
        ),
      )
    : runAndCount(suite, logFile, surroundings));
  progress.ended(suite, {
    outcome: counts.failed === 0 ? 'done' : 'failed',
    milliseconds: performance.now() - begin,
    note: [`${counts.passed} passed, ${counts.failed} failed`, suite.notice]
      .filter(Boolean)
      .join('; '),
  });
  return { ...counts, suite, logFile };
}

/**
 * Adds the reason why the shared platform cluster ended before its tests did.
 *
 * @param {import('./counts.mjs').Counts} counts
 * @param {string | undefined} end
 * @returns {import('./counts.mjs').Counts}
 */
function withEnd(counts, end) {
  return end === undefined
    ? counts
    : {
        ...counts,
        failed: counts.failed + 1,
        failures: [
          `the platform cluster of the tests ended by itself\n${end}`,
          ...counts.failures,
        ],
      };
}

/**
 * @param {Suite} suite
 * @param {string} logFile
 * @param {Surroundings} surroundings
 */
async function runAndCount(suite, logFile, { node, env, progress, signal }) {
  const exitCode = await exitCodeOf(
    runCommand({
      command: node,
      args: suite.args,
      cwd: root,
      env: { ...env, ...suite.env },
      logFile,
      signal,
      onLine: line => progress.detail(suite.id, line.trim().slice(0, 60)),
      remedy: () => '',
    }),
  );
  return suite.count({
    exitCode,
    log: await fs.readFile(logFile, 'utf8'),
    report: suite.reportFile && (await readIfThere(suite.reportFile)),
  });
}

/**
 * A failing command is a result here, not an error.
 * @param {Promise<void>} command
 */
async function exitCodeOf(command) {
  try {
    await command;
    return 0;
  } catch (error) {
    if (error instanceof StartError && error.code === 'step-failed') {
      return 1;
    }
    throw error;
  }
}

/**
 * @param {string} file
 * @returns {Promise<string | undefined>}
 */
async function readIfThere(file) {
  try {
    return await fs.readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
}
