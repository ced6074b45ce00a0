// @ts-check
import { parseArgs } from 'node:util';
import { StartError } from '../start/StartError.mjs';

/**
 * The parsed flags of `npm run bench`. packages/bench defines the benchmarks.
 * @typedef {{ help: boolean, benchmark?: string, json: boolean, seconds?: number, requests?: number, minutes?: number, auth?: 'tok' | 'session' }} BenchFlags
 */

/**
 * @param {string[]} args
 * @returns {BenchFlags}
 */
export function parseBenchFlags(args) {
  const { values, positionals } = parse(args);
  const [benchmark, ...more] = positionals;
  const help = values.help ?? false;
  if (more.length > 0 || (!benchmark && !help)) {
    throw new StartError('bad-flag', 'name one benchmark', {
      remedy: 'for example npm run bench -- backend; --help lists them',
    });
  }
  return {
    help,
    benchmark,
    json: values.json ?? false,
    seconds: toNumber('--seconds', values.seconds),
    requests: toNumber('--requests', values.requests),
    minutes: toNumber('--minutes', values.minutes),
    auth: toAuth(values.auth, benchmark),
  };
}

/** @param {string[]} args */
function parse(args) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h' },
        json: { type: 'boolean' },
        seconds: { type: 'string' },
        requests: { type: 'string' },
        minutes: { type: 'string' },
        auth: { type: 'string' },
      },
    });
  } catch (error) {
    throw new StartError(
      'bad-flag',
      error instanceof Error ? error.message : String(error),
      {
        remedy: 'npm run bench -- --help lists the flags',
      },
    );
  }
}

/**
 * @param {string} flag
 * @param {string | undefined} text
 */
function toNumber(flag, text) {
  if (text === undefined) {
    return undefined;
  }
  const number = Number(text);
  if (!Number.isFinite(number) || number <= 0) {
    throw new StartError('bad-flag', `${flag} ${text} is not a number`, {
      remedy: `use a number, for example ${flag} 1000`,
    });
  }
  return number;
}

/**
 * @param {string | undefined} text
 * @param {string | undefined} benchmark
 * @returns {'tok' | 'session' | undefined}
 */
function toAuth(text, benchmark) {
  if (text !== undefined && benchmark !== 'backend' && benchmark !== 'watch') {
    throw new StartError('bad-flag', '--auth is for backend and watch only', {
      remedy: 'leave it out',
    });
  }
  if (text === undefined || text === 'tok' || text === 'session') {
    return text;
  }
  throw new StartError('bad-flag', `--auth ${text} is not a mode`, {
    remedy: 'use --auth tok or --auth session',
  });
}

export function helpText() {
  return [
    'npm run bench -- BENCHMARK [--json] [--seconds N] [--requests N] [--minutes N] [--auth MODE]',
    '',
    'Measures on a real platform cluster with a demo backend, and compares the figures with their goals.',
    '',
    '  backend    reads and creates through the ske plugin, compared with the API server itself and Backstage’s own proxy; watches',
    '  watch      only the watches',
    '  sessions   session mode on SQLite and PostgreSQL: look-ups, a refresh storm, a killed replica',
    '  catalog    forms and entities by watch, and the first sync compared with the catalog itself',
    '  frontend   the pages in Chromium: load, lists of 2,000, logs of 50,000 lines, memory, requests',
    '  soak       ten minutes of faults between backend and API server: are there leaks?',
    '',
    '  --json     one line of JSON for each figure on standard output, and nothing else',
    '  --seconds  the length of one run (backend: 3), or of the whole benchmark (soak: 600)',
    '  --requests the resource requests of the largest sync (catalog: 10000), at least 100',
    '  --minutes  the time in which the heap of the page is observed (frontend: 10)',
    '  --auth     the mode of the sign-in, tok or session (backend, watch: tok)',
    '',
    'The exit code is 0 when every goal is met. packages/bench/README.md has the method.',
  ].join('\n');
}
