// @ts-check
import fs from 'node:fs/promises';
import path from 'node:path';
import { bootstrap } from '../bootstrap/bootstrap.mjs';
import { yarnSettingsFromNpm } from '../bootstrap/npm.mjs';
import { fromRoot } from '../project.mjs';
import { StartError } from '../start/StartError.mjs';
import { watchStopSignals } from '../start/stopSignals.mjs';
import { formatDuration } from '../steps/duration.mjs';
import { Progress } from '../steps/progress.mjs';

import { requireChromium } from './chromium.mjs';
import { requireKeycloakTools } from './keycloakTools.mjs';
import { runSuite } from './runSuite.mjs';
import { suites, testLogsDir } from './suites.mjs';

/** @typedef {import('./runSuite.mjs').SuiteResult} SuiteResult */
/** @typedef {import('./suites.mjs').Suite} Suite */

/**
 * Runs the suites, the fast ones first, and continues after a failure, so that one run shows all failures.
 *
 * @param {string[]} args names of suites; all suites that are not optional by default
 * @returns {Promise<number>} the exit code
 */
export async function test(args) {
  const progress = new Progress();
  if (args.includes('--help') || args.includes('-h')) {
    progress.say(helpText());
    return 0;
  }
  const chosen = chooseSuites(args);
  const stop = watchStopSignals();
  try {
    await requireWhatSuitesNeed(chosen);
    const begin = performance.now();
    const { node, env } = await bootstrap({
      kubernetes: chosen.some(suite => suite.needs.includes('kubernetes')),
      frontend: chosen.some(suite => suite.needs.includes('frontend')),
      dex: chosen.some(suite => suite.needs.includes('dex')),
      progress,
      signal: stop.signal,
    });
    progress.say(
      `  ok  Everything is installed: ${formatDuration(performance.now() - begin)}`,
    );
    await fs.rm(testLogsDir, { recursive: true, force: true });
    await fs.mkdir(testLogsDir, { recursive: true });

    const results = await runSuites(chosen, {
      node,
      // Some of the tools call Yarn, which must know this machine's registry.
      env: { ...(await yarnSettingsFromNpm(env)), ...env, CI: '1' },
      progress,
      signal: stop.signal,
    });
    return report(results, performance.now() - begin, progress);
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
 * Runs the self-tests and the checks at the same time, because the self-tests mostly wait and the checks mostly compute. All other suites run one after the other.
 *
 * @param {Suite[]} chosen
 * @param {import('./runSuite.mjs').Surroundings} surroundings
 */
async function runSuites(chosen, surroundings) {
  /** @param {Suite['kind']} kind */
  const runAll = async kind => {
    const results = [];
    for (const suite of chosen.filter(each => each.kind === kind)) {
      results.push(await runSuite(suite, surroundings));
      surroundings.signal.throwIfAborted();
    }
    return results;
  };
  const lanes = [runAll('check'), runAll('self-test')];
  // A stop is reported only after the processes of the checks and of the self-tests have ended.
  await Promise.allSettled(lanes);
  const fast = await Promise.all(lanes);
  return [...fast.flat(), ...(await runAll('test'))];
}

/** @param {string[]} names */
function chooseSuites(names) {
  const unknown = names.find(name => !suites.some(({ id }) => id === name));
  if (unknown !== undefined) {
    throw new StartError('bad-flag', `there is no suite called ${unknown}`, {
      remedy: `choose from ${suites.map(({ id }) => id).join(', ')}`,
    });
  }
  return names.length === 0
    ? suites.filter(({ isOptional }) => !isOptional)
    : suites.filter(({ id }) => names.includes(id));
}

/**
 * Checks the requirements before the first suite starts.
 * @param {Suite[]} chosen
 */
async function requireWhatSuitesNeed(chosen) {
  const needs = new Set(chosen.flatMap(suite => suite.needs));
  if (needs.has('chromium')) {
    requireChromium(process.env);
  }
  if (needs.has('keycloak')) {
    await requireKeycloakTools(process.env);
  }
}

/**
 * @param {SuiteResult[]} results
 * @param {number} milliseconds
 * @param {Progress} progress
 */
function report(results, milliseconds, progress) {
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failed, 0);
  progress.say('');
  for (const result of results.filter(one => one.failed > 0)) {
    progress.say(`${result.suite.title} failed:`);
    result.failures.forEach(text => progress.say(indent(text)));
    progress.say(`  log: ${fromRoot(result.logFile)}`);
    progress.say(`  run it alone: npm test -- ${result.suite.id}`);
  }
  // The names come last, because CI may cut a long output in its middle.
  for (const { suite, failures } of results) {
    failures.forEach(text =>
      progress.say(`FAIL ${suite.id}: ${text.trim().split('\n', 1)[0]}`),
    );
  }
  progress.say(`Took ${formatDuration(milliseconds)}`);
  progress.say(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

/** @param {string} text */
function indent(text) {
  return text
    .split('\n')
    .map(line => `  | ${line}`)
    .join('\n');
}

function helpText() {
  return [
    'npm test [-- SUITE...]',
    '',
    'Runs everything that CI runs, or only the suites that are named.',
    '',
    ...linesOf(suites.filter(({ isOptional }) => !isOptional)),
    '',
    'These run only if they are named:',
    '',
    ...linesOf(suites.filter(({ isOptional }) => isOptional)),
    '',
    `Logs: ${fromRoot(testLogsDir)}${path.sep}`,
  ].join('\n');
}

/** @param {Suite[]} shown */
function linesOf(shown) {
  return shown.map(({ id, title }) => `  ${id.padEnd(28)} ${title}`);
}
