import { round } from '../figures/Figure';
import { median } from '../figures/median';
import type { Measurement } from './Measurement';
import { CONNECTIONS, type Round } from './runRounds';

const COLUMNS: Array<[string, (one: Measurement) => number]> = [
  ['req/s', one => one.perSecond],
  ['p50 (ms)', one => one.p50Ms],
  ['p99 (ms)', one => one.p99Ms],
  ['CPU (ms/req)', one => one.cpuMsPerRequest],
  [
    'new connections/1000 req',
    one => (one.connectionsOpened * 1000) / one.answers,
  ],
];

/** Prints the medians of all rounds as a table. */
export function describeRounds<Target extends string>(
  what: string,
  rounds: readonly Round<Target>[],
): string[] {
  const targets = Object.keys(rounds[0][1]) as Target[];
  const rows = CONNECTIONS.flatMap(connections =>
    targets.map(target => [
      what,
      String(connections),
      target,
      ...COLUMNS.map(([, of]) =>
        String(round(median(rounds.map(one => of(one[connections][target]))))),
      ),
    ]),
  );
  return [
    '',
    ['request', 'connections', 'target', ...COLUMNS.map(([name]) => name)],
    ...rows,
  ].map(row =>
    typeof row === 'string'
      ? row
      : row
          .map(cell => cell.padEnd(14))
          .join('')
          .trimEnd(),
  );
}
