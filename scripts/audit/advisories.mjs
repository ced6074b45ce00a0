// @ts-check
import { execFile } from 'node:child_process';
import { root } from '../project.mjs';
import { StartError } from '../start/StartError.mjs';
import { yarnProgram } from '../bootstrap/yarn.mjs';

/** From mild to severe, with the names of npm's registry. */
export const severities = ['info', 'low', 'moderate', 'high', 'critical'];

/**
 * @typedef {{ name: string, versions: string[], severity: string, title: string, url: string, dependents: string[] }} Advisory
 */

/**
 * Uses Yarn to request the known vulnerabilities of all packages in yarn.lock from the registry.
 * https://yarnpkg.com/cli/npm/audit
 *
 * @param {{ node: string, env: NodeJS.ProcessEnv, severity: string }} options
 * @returns {Promise<Advisory[]>} the severe ones first
 */
export async function askAdvisories({ node, env, severity }) {
  const { output, failed } = await runYarn(node, env, [
    ...['npm', 'audit', '--all', '--recursive', '--no-deprecations'],
    ...['--severity', severity, '--json'],
  ]);
  const lines = output.split('\n').filter(line => line.startsWith('{'));
  // Yarn fails in both cases: when it finds vulnerabilities, and when the request fails.
  if (failed && lines.length === 0) {
    throw new StartError(
      'advisories-unavailable',
      'the registry did not return known vulnerabilities',
      {
        remedy:
          'many mirrors do not serve them: set YARN_NPM_AUDIT_REGISTRY to a registry that does, and run it again',
      },
    );
  }
  return lines.map(readAdvisory).sort(bySeverity);
}

/**
 * @param {string} node
 * @param {NodeJS.ProcessEnv} env
 * @param {string[]} args
 * @returns {Promise<{ output: string, failed: boolean }>}
 */
function runYarn(node, env, args) {
  return new Promise(resolve => {
    execFile(
      node,
      [yarnProgram, ...args],
      { cwd: root, env, maxBuffer: 64 * 1024 * 1024 },
      (error, output) => resolve({ output, failed: error !== null }),
    );
  });
}

/**
 * @param {string} line
 * @returns {Advisory}
 */
function readAdvisory(line) {
  const { value, children } = JSON.parse(line);
  return {
    name: value,
    versions: children['Tree Versions'],
    severity: children.Severity,
    title: children.Issue,
    url: children.URL,
    dependents: children.Dependents.map(withoutDetails),
  };
}

/**
 * `@scope/name@virtual:…#npm:1.2.3` becomes `@scope/name@1.2.3`, and a workspace its name.
 * @param {string} locator
 */
function withoutDetails(locator) {
  const [, name, version] = locator.match(/^(@?[^@]+)@.*?([^:#]*)$/) ?? [];
  return locator.includes('workspace:') ? name : `${name}@${version}`;
}

/**
 * @param {Advisory} one
 * @param {Advisory} other
 */
function bySeverity(one, other) {
  return (
    severities.indexOf(other.severity) - severities.indexOf(one.severity) ||
    one.name.localeCompare(other.name)
  );
}
