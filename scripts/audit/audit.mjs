// @ts-check
import { parseArgs } from 'node:util';
import { bootstrap } from '../bootstrap/bootstrap.mjs';
import { yarnSettingsFromNpm } from '../bootstrap/npm.mjs';
import { StartError } from '../start/StartError.mjs';
import { watchStopSignals } from '../start/stopSignals.mjs';
import { Progress } from '../steps/progress.mjs';
import { askAdvisories, severities } from './advisories.mjs';

/** @typedef {import('./advisories.mjs').Advisory} Advisory */

const help = `npm run audit [-- --severity <${severities.join('|')}>]

Prints the known vulnerabilities of the packages in yarn.lock, from the registry's advisories: high and critical ones by default.
Exit code 0: none, 1: some, 2: the registry does not serve advisories.`;

/**
 * @param {string[]} args
 * @returns {Promise<number>} the exit code
 */
export async function audit(args) {
  const progress = new Progress({ output: process.stdout });
  const severity = readSeverity(args);
  if (severity === undefined) {
    progress.say(help);
    return 0;
  }
  const stop = watchStopSignals();
  try {
    const { node, env } = await bootstrap({
      kubernetes: false,
      frontend: false,
      progress,
      signal: stop.signal,
    });
    const advisories = await askAdvisories({
      node,
      env: { ...(await yarnSettingsFromNpm(env)), ...env },
      severity,
    });
    describeAdvisories(advisories, severity).forEach(line =>
      progress.say(line),
    );
    return advisories.length > 0 ? 1 : 0;
  } finally {
    stop.release();
  }
}

/**
 * @param {string[]} args
 * @returns {string | undefined} undefined: only help is wanted
 */
export function readSeverity(args) {
  let values;
  try {
    ({ values } = parseArgs({
      args,
      options: { severity: { type: 'string' }, help: { type: 'boolean' } },
    }));
  } catch (error) {
    throw new StartError('unknown-flag', /** @type {Error} */ (error).message, {
      remedy: 'npm run audit -- --help',
    });
  }
  if (values.help) {
    return undefined;
  }
  const severity = values.severity ?? 'high';
  if (!severities.includes(severity)) {
    throw new StartError(
      'bad-flag',
      `--severity ${severity} is not a severity`,
      {
        remedy: `use one of ${severities.join(', ')}`,
      },
    );
  }
  return severity;
}

/**
 * @param {Advisory[]} advisories
 * @param {string} severity
 * @returns {string[]}
 */
export function describeAdvisories(advisories, severity) {
  const packages = new Set(advisories.map(({ name }) => name)).size;
  return [
    ...advisories.flatMap(({ name, versions, dependents, ...advisory }) => [
      `  ${advisory.severity.padEnd(8)}  ${name} ${versions.join(', ')}: ${advisory.title}`,
      `            ${advisory.url}`,
      `            required by ${dependents.join(', ')}`,
    ]),
    `${advisories.length} known vulnerabilities of severity ${severity} or above, in ${packages} packages`,
  ];
}
