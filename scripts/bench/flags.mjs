// @ts-check
import { parseArgs } from 'node:util';
import { StartError } from '../start/StartError.mjs';

/**
 * What `npm run bench` was asked for. Which benchmarks there are, packages/bench knows.
 * @typedef {{ help: boolean, benchmark?: string, json: boolean, seconds?: number }} BenchFlags
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
    seconds:
      values.seconds === undefined ? undefined : toSeconds(values.seconds),
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
      },
    });
  } catch (error) {
    throw new StartError(
      'bad-flag',
      error instanceof Error ? error.message : String(error),
      {
        remedy: 'npm run bench -- --help lists what there is',
      },
    );
  }
}

/** @param {string} text */
function toSeconds(text) {
  const seconds = Number(text);
  if (!Number.isFinite(seconds) || seconds <= 0) {
    throw new StartError('bad-flag', `--seconds ${text} is no time`, {
      remedy: 'give a number of seconds',
    });
  }
  return seconds;
}

export function helpText() {
  return [
    'npm run bench -- BENCHMARK [--json] [--seconds N]',
    '',
    'Measures on a real platform cluster and a demo backend of its own, and holds the figures against their goals.',
    '',
    '  backend    reads and creates through the ske plugin, beside the API server itself and Backstage’s own proxy; watches',
    '  watch      the watches alone',
    '  soak       ten minutes of faults between backend and API server: is anything left behind?',
    '',
    '  --json     one line of JSON for each figure on standard output, and nothing else',
    '  --seconds  how long one run takes (backend: 3), or all of it (soak: 600)',
    '',
    'It ends with 0 when every goal is met. packages/bench/README.md has the method.',
  ].join('\n');
}
