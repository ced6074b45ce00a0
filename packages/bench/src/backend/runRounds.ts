import type { LoadGenerator } from '../load/LoadGenerator';
import type { LoadJob } from '../load/LoadJob';
import type { Stage, Tokens } from '../stage/Stage';
import { measure, type Measurement } from './Measurement';

export const CONNECTIONS = [1, 16, 64] as const;
export type Connections = (typeof CONNECTIONS)[number];

const DEFAULT_SECONDS = 3;
const WARM_UP_SECONDS = 2;

/** All measurements of one round. They are taken within a minute, so they can be compared. */
export type Round<Target extends string> = Record<
  Connections,
  Record<Target, Measurement>
>;

/** Measures all targets in turn, with each number of connections, in several rounds. */
export async function runRounds<Target extends string>(
  targets: readonly Target[],
  requests: (
    stage: Stage,
    tokens: Tokens,
  ) => Record<Target, Omit<LoadJob, 'connections' | 'seconds'>>,
  surroundings: {
    stage: Stage;
    generator: LoadGenerator;
    rounds: number;
    seconds?: number;
    signal: AbortSignal;
    say(line: string): void;
  },
): Promise<Round<Target>[]> {
  const { stage, generator, rounds: most, signal } = surroundings;
  const seconds = surroundings.seconds ?? DEFAULT_SECONDS;
  const take = async (connections: Connections, runSeconds: number) => {
    // Each round starts with new tokens, so that none expires before it is used.
    const jobs = requests(stage, await stage.freshTokens());
    const taken: Partial<Record<Target, Measurement>> = {};
    for (const target of targets) {
      signal.throwIfAborted();
      const job = { ...jobs[target], connections, seconds: runSeconds };
      taken[target] = await measure(job, stage, generator);
    }
    return taken as Record<Target, Measurement>;
  };

  surroundings.say('warming up');
  await take(16, WARM_UP_SECONDS);
  const rounds: Round<Target>[] = [];
  for (let round = 1; round <= most; round += 1) {
    surroundings.say(`round ${round} of ${most}`);
    rounds.push({
      1: await take(1, seconds),
      16: await take(16, seconds),
      64: await take(64, seconds),
    });
  }
  return rounds;
}
