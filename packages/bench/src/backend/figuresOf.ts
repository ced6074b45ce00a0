import { figure, type Figure } from '../figures/Figure';
import { median } from '../figures/median';
import type { Measurement } from './Measurement';
import type { Connections, Round } from './runRounds';
import type { ReadTarget } from './targets';

/**
 * Compares the targets within each round, and takes the median of all rounds.
 *
 * @param fromCold - a run that starts without open connections
 */
export function readFigures(
  rounds: readonly Round<ReadTarget>[],
  fromCold: Measurement,
): Figure[] {
  const over = (compare: (round: Round<ReadTarget>) => number) =>
    median(rounds.map(compare));
  const ratio = (connections: Connections) =>
    over(({ [connections]: at }) => at.ours.perSecond / at.proxy.perSecond);
  return [
    figure('read.rps.ratio_to_proxy.c16', ratio(16), 'x', '>= 7'),
    figure('read.rps.ratio_to_proxy.c64', ratio(64), 'x', '>= 7'),
    figure(
      'read.p50.ratio_to_bare.c1',
      over(({ 1: at }) => at.ours.p50Ms / at.bare.p50Ms),
      'x',
      '< 1.2',
    ),
    figure(
      'read.rps.ratio_to_bare.c16',
      over(({ 16: at }) => at.ours.perSecond / at.bare.perSecond),
      'x',
      '> 0.85',
    ),
    figure(
      'read.cpu.added_ms',
      over(({ 16: at }) => at.ours.cpuMsPerRequest - at.verify.cpuMsPerRequest),
      'ms',
      '< 0.5',
    ),
    figure(
      'read.connections_per_1000',
      (fromCold.connectionsOpened * 1000) / fromCold.answers,
      '',
      '< 20',
    ),
  ];
}

export function createFigures(roundTrips: number): Figure[] {
  return [figure('create.round_trips', roundTrips, '', '<= 2')];
}
