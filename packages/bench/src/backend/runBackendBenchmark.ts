import type { BenchOptions } from '../settings/BenchSettings';
import type { Figure } from '../figures/Figure';
import { startLoadGenerator } from '../load/LoadGenerator';
import { Stage } from '../stage/Stage';
import { countRoundTrips } from './countRoundTrips';
import { createFigures, readFigures } from './figuresOf';
import { describeRounds } from './describeRounds';
import { measure } from './Measurement';
import { runRounds } from './runRounds';
import {
  CREATE_TARGETS,
  createMeasuredObject,
  createRequests,
  READ_TARGETS,
  readRequests,
} from './targets';

const READ_ROUNDS = 5;
const CREATE_ROUNDS = 3;
const COLD_SECONDS = 10;

/** Compares reads and creates through the ske plugin with the API server itself and with Backstage's own proxy. */
export async function runBackendBenchmark(
  options: BenchOptions,
): Promise<Figure[]> {
  const { say } = options;
  const stage = await Stage.start(options);
  const generator = startLoadGenerator();
  try {
    await createMeasuredObject(stage);
    const surroundings = { ...options, stage, generator };
    // This must be the first measurement, because the backend must not have a connection to the cluster yet.
    const fromCold = await measure(
      {
        ...readRequests(stage, await stage.freshTokens()).ours,
        connections: 16,
        seconds: COLD_SECONDS,
      },
      stage,
      generator,
    );
    const reads = await runRounds(READ_TARGETS, readRequests, {
      ...surroundings,
      rounds: READ_ROUNDS,
    });
    describeRounds('read', reads).forEach(say);
    const creates = await runRounds(CREATE_TARGETS, createRequests, {
      ...surroundings,
      rounds: CREATE_ROUNDS,
    });
    describeRounds('create', creates).forEach(say);
    return [
      ...readFigures(reads, fromCold),
      ...createFigures(await countRoundTrips(stage)),
    ];
  } finally {
    generator.stop();
    await stage.stop();
  }
}
