import type { BenchOptions } from '../BenchSettings';
import type { Figure } from '../figures/Figure';
import { startLoadGenerator } from '../load/LoadGenerator';
import { Stage } from '../stage/Stage';
import { countRoundTrips } from './countRoundTrips';
import { createFigures, readFigures } from './figuresOf';
import { describeRounds } from './describeRounds';
import { runRounds } from './runRounds';
import {
  CREATE_TARGETS,
  createMeasuredObject,
  createRequests,
  READ_TARGETS,
  readRequests,
} from './targets';

/** Reads and creates through the ske plugin, beside the API server itself and Backstage's own proxy. */
export async function runBackendBenchmark(
  options: BenchOptions,
): Promise<Figure[]> {
  const { say } = options;
  const stage = await Stage.start(options);
  const generator = startLoadGenerator();
  try {
    await createMeasuredObject(stage);
    const surroundings = { ...options, stage, generator };
    const reads = await runRounds(READ_TARGETS, readRequests, surroundings);
    describeRounds('read', reads).forEach(say);
    const creates = await runRounds(
      CREATE_TARGETS,
      createRequests,
      surroundings,
    );
    describeRounds('create', creates).forEach(say);
    return [
      ...readFigures(reads),
      ...createFigures(await countRoundTrips(stage)),
    ];
  } finally {
    generator.stop();
    await stage.stop();
  }
}
