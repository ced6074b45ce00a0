// @ts-check
import path from 'node:path';
import { StartError } from './StartError.mjs';

/**
 * What the reader asks of `npm start`. Files are absolute.
 *
 * @typedef {{
 *   help: boolean, reset: boolean, selfTest: boolean, platformOnly: boolean, portalOnly: boolean,
 *   idp: 'oidc-provider' | 'keycloak', kratix: 'stand-in' | 'real',
 *   port?: number, configFiles: string[], kubeconfig?: string, context?: string, usersFile?: string, stateDir?: string,
 * }} StartFlags
 */

/** @typedef {{ name: string, value?: string, summary: string }} FlagDescription */

/** @type {FlagDescription[]} */
const flags = [
  {
    name: '--port',
    value: 'N',
    summary: 'the port of the portal (7007 unless told)',
  },
  {
    name: '--idp',
    value: 'KIND',
    summary: 'the OIDC provider: oidc-provider (default) or keycloak',
  },
  {
    name: '--users',
    value: 'FILE',
    summary: 'the people who may sign in, as YAML or JSON (docs/demo.md)',
  },
  {
    name: '--self-test',
    summary:
      'start everything on free ports, walk the whole road, print the result, stop',
  },
  {
    name: '--reset',
    summary:
      'clear the state (keys, database, logs) before the start; .tools is kept',
  },
  {
    name: '--platform-only',
    summary: 'the cluster and the OIDC provider, without a portal',
  },
  {
    name: '--portal-only',
    summary: 'the portal alone, with the app-config files of --config',
  },
  {
    name: '--config',
    value: 'FILE...',
    summary:
      'app-config files of your own, on top of the demo’s (with --portal-only: instead of them)',
  },
  {
    name: '--kubeconfig',
    value: 'FILE',
    summary: 'use an existing cluster; no control plane is started',
  },
  {
    name: '--context',
    value: 'NAME',
    summary: 'the context of that kubeconfig (its current one unless told)',
  },
  {
    name: '--kratix',
    value: 'KIND',
    summary:
      'stand-in (default), or real with --kubeconfig: that cluster runs Kratix itself',
  },
  {
    name: '--state-dir',
    value: 'DIR',
    summary:
      'a folder of its own instead of .local, to run several side by side',
  },
  { name: '--help', summary: 'this text' },
];

/** What `npm start -- --help` prints. */
export function helpText() {
  const lines = flags.map(
    ({ name, value, summary }) =>
      `  ${`${name}${value ? ` ${value}` : ''}`.padEnd(20)} ${summary}`,
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
 * @param {string} cwd what relative files are relative to
 * @returns {StartFlags}
 */
export function parseStartFlags(args, cwd) {
  const given = readFlags(args);
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
    kratix: oneOf('--kratix', last('--kratix'), ['stand-in', 'real']),
    port: parsePort(last('--port')),
    configFiles: (given.get('--config') ?? []).map(file =>
      path.resolve(cwd, file),
    ),
    kubeconfig: absolute(last('--kubeconfig')),
    context: last('--context'),
    usersFile: absolute(last('--users')),
    stateDir: absolute(last('--state-dir')),
  };
  refuseCombinations(parsed, given);
  return parsed;
}

/**
 * @param {string[]} args
 * @returns {Map<string, string[]>}
 */
function readFlags(args) {
  /** @type {Map<string, string[]>} */
  const given = new Map();
  const rest = args.flatMap(splitAssignment);
  while (rest.length > 0) {
    const word = /** @type {string} */ (rest.shift());
    const name = word === '-h' ? '--help' : word;
    const flag = flags.find(one => one.name === name);
    if (!flag) throw unknownFlag(word);
    const values = given.get(name) ?? [];
    if (flag.value) {
      const many = flag.value.endsWith('...');
      do {
        const value = rest.shift();
        if (value === undefined || value.startsWith('--')) {
          throw new StartError(
            'bad-flag',
            `${name} needs a value: ${name} ${flag.value}`,
          );
        }
        values.push(value);
      } while (many && rest.length > 0 && !rest[0].startsWith('-'));
    }
    given.set(name, values);
  }
  return given;
}

/** @param {string} word */
function splitAssignment(word) {
  const match = /^(--[a-z-]+)=(.*)$/s.exec(word);
  return match ? [match[1], match[2]] : [word];
}

/** @param {string} word */
function unknownFlag(word) {
  const nearest = flags
    .map(({ name }) => ({ name, distance: editDistance(word, name) }))
    .sort((a, b) => a.distance - b.distance)[0];
  const remedy =
    nearest.distance <= 4
      ? `did you mean ${nearest.name}? (npm start -- --help lists all)`
      : 'npm start -- --help lists the flags; with npm they come after a lone --';
  return new StartError('unknown-flag', `unknown flag ${word}`, { remedy });
}

/**
 * @template {string} T
 * @param {string} name
 * @param {string | undefined} value
 * @param {T[]} allowed the first one is the default
 * @returns {T}
 */
function oneOf(name, value, allowed) {
  if (value === undefined) return allowed[0];
  const found = allowed.find(one => one === value);
  if (!found) {
    throw new StartError(
      'bad-flag',
      `${name} ${value}: it is one of ${allowed.join(', ')}`,
    );
  }
  return found;
}

/** @param {string | undefined} value */
function parsePort(value) {
  if (value === undefined) return undefined;
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
function refuseCombinations(flagsGiven, given) {
  /** @type {[boolean, string][]} */
  const rules = [
    [
      flagsGiven.context !== undefined && !flagsGiven.kubeconfig,
      '--context goes with --kubeconfig',
    ],
    [
      flagsGiven.kratix === 'real' && !flagsGiven.kubeconfig,
      '--kratix real needs --kubeconfig FILE: a cluster that runs Kratix; the one started here has the stand-in',
    ],
    [
      given.get('--kratix')?.at(-1) === 'stand-in' &&
        flagsGiven.kubeconfig !== undefined,
      '--kratix stand-in is for the cluster that is started here; nothing is installed on a cluster of --kubeconfig',
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
      '--users',
      '--kratix',
    ]),
    ...excludes(given, '--platform-only', [
      '--self-test',
      '--kubeconfig',
      '--config',
    ]),
    ...excludes(given, '--self-test', ['--port', '--kubeconfig', '--config']),
  ];
  const broken = rules.find(([applies]) => applies);
  if (broken) throw new StartError('bad-flag', broken[1]);
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
    `${flag} and ${other} do not go together`,
  ]);
}

/**
 * Levenshtein's distance.
 * @param {string} a
 * @param {string} b
 */
function editDistance(a, b) {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const current = [i];
    for (let j = 1; j <= b.length; j += 1) {
      current[j] = Math.min(
        previous[j] + 1,
        current[j - 1] + 1,
        previous[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1),
      );
    }
    previous = current;
  }
  return previous[b.length];
}
