// @ts-check
import path from 'node:path';
import { flags, nameAndValue } from './flagTable.mjs';
import { readFlags } from './readFlags.mjs';
import { StartError } from './StartError.mjs';

/**
 * The parsed flags of `npm start`. Files are absolute.
 *
 * @typedef {{
 *   help: boolean, reset: boolean, selfTest: boolean, platformOnly: boolean, portalOnly: boolean,
 *   idp: 'oidc-provider' | 'keycloak', auth: 'tok' | 'session', kratix: 'stand-in' | 'none' | 'real',
 *   port?: number, configFiles: string[], kubeconfig?: string, context?: string, usersFile?: string, stateDir?: string,
 * }} StartFlags
 */

/** The output of `npm start -- --help`. */
export function helpText() {
  const lines = flags.map(
    flag => `  ${nameAndValue(flag).padEnd(20)} ${flag.summary}`,
  );
  return [
    'npm start [-- FLAGS]',
    '',
    'Starts a platform cluster, an OIDC provider and the portal on this machine, and prints where they are.',
    '',
    ...lines,
  ].join('\n');
}

/**
 * @param {string[]} args
 * @param {string} cwd the folder against which relative paths are resolved
 * @returns {StartFlags}
 */
export function parseStartFlags(args, cwd) {
  // npm removes the lone `--`; Yarn passes it on.
  const given = readFlags(args[0] === '--' ? args.slice(1) : args);
  /** @param {string} name */
  const last = name => given.get(name)?.at(-1);
  /** @param {string | undefined} file */
  const absolute = file =>
    file === undefined ? undefined : path.resolve(cwd, file);

  const parsed = {
    help: given.has('--help'),
    reset: given.has('--reset'),
    selfTest: given.has('--self-test'),
    platformOnly: given.has('--platform-only'),
    portalOnly: given.has('--portal-only'),
    idp: oneOf('--idp', last('--idp'), ['oidc-provider', 'keycloak']),
    auth: oneOf('--auth', last('--auth'), ['tok', 'session']),
    kratix: oneOf('--kratix', last('--kratix'), ['stand-in', 'none', 'real']),
    port: parsePort(last('--port')),
    configFiles: (given.get('--config') ?? []).map(file =>
      path.resolve(cwd, file),
    ),
    kubeconfig: absolute(last('--kubeconfig')),
    context: last('--context'),
    usersFile: absolute(last('--users')),
    stateDir: absolute(last('--state-dir')),
  };
  rejectCombinations(parsed, given);
  return parsed;
}

/**
 * Rejects flags that npm has consumed: `npm start --self-test`, without the lone `--`, runs this script without flags.
 * @param {NodeJS.ProcessEnv} env
 */
export function rejectFlagsTakenByNpm(env) {
  if (env.npm_lifecycle_event !== 'start') {
    return;
  }
  const taken = flags.find(
    ({ name }) => env[`npm_config_${name.slice(2).replaceAll('-', '_')}`],
  );
  if (!taken) {
    return;
  }
  throw new StartError(
    'bad-flag',
    `npm used ${taken.name} as one of its own flags`,
    {
      remedy: `put a lone -- before the flags: npm start -- ${nameAndValue(taken)}`,
    },
  );
}

/**
 * @template {string} T
 * @param {string} name
 * @param {string | undefined} value
 * @param {T[]} allowed the first one is the default
 * @returns {T}
 */
function oneOf(name, value, allowed) {
  if (value === undefined) {
    return allowed[0];
  }
  const found = allowed.find(one => one === value);
  if (!found) {
    throw new StartError(
      'bad-flag',
      `${name} ${value}: use one of ${allowed.join(', ')}`,
    );
  }
  return found;
}

/** @param {string | undefined} value */
function parsePort(value) {
  if (value === undefined) {
    return undefined;
  }
  const port = Number(value);
  if (!/^\d+$/.test(value) || port < 1 || port > 65535) {
    throw new StartError(
      'bad-flag',
      `--port ${value}: a port is a number from 1 to 65535`,
    );
  }
  return port;
}

/**
 * @param {StartFlags} flagsGiven
 * @param {Map<string, string[]>} given
 */
function rejectCombinations(flagsGiven, given) {
  /** @type {[boolean, string][]} */
  const rules = [
    [
      flagsGiven.context !== undefined && !flagsGiven.kubeconfig,
      '--context needs --kubeconfig',
    ],
    [
      flagsGiven.kratix === 'real' && !flagsGiven.kubeconfig,
      '--kratix real needs --kubeconfig FILE for a cluster that runs Kratix; the cluster that npm start creates runs only the stand-in',
    ],
    [
      flagsGiven.kratix === 'none' && !flagsGiven.platformOnly,
      '--kratix none needs --platform-only: the portal of the demo needs the stand-in',
    ],
    [
      given.get('--kratix')?.at(-1) === 'stand-in' &&
        flagsGiven.kubeconfig !== undefined,
      '--kratix stand-in is for the cluster that npm start creates; nothing is installed on the cluster of --kubeconfig',
    ],
    [
      flagsGiven.portalOnly && flagsGiven.configFiles.length === 0,
      '--portal-only needs --config FILE...: your own app-config files',
    ],
    ...excludes(given, '--portal-only', [
      '--platform-only',
      '--self-test',
      '--kubeconfig',
      '--idp',
      '--auth',
      '--users',
      '--kratix',
    ]),
    ...excludes(given, '--platform-only', [
      '--self-test',
      '--kubeconfig',
      '--config',
      '--auth',
    ]),
    ...excludes(given, '--kubeconfig', ['--auth']),
    ...excludes(given, '--self-test', ['--port', '--kubeconfig', '--config']),
  ];
  const broken = rules.find(([applies]) => applies);
  if (broken) {
    throw new StartError('bad-flag', broken[1]);
  }
}

/**
 * @param {Map<string, string[]>} given
 * @param {string} flag
 * @param {string[]} others
 * @returns {[boolean, string][]}
 */
function excludes(given, flag, others) {
  return others.map(other => [
    given.has(flag) && given.has(other),
    `${flag} and ${other} cannot be combined`,
  ]);
}
