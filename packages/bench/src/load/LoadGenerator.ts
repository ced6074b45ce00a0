import { join } from 'node:path';
import { Helper } from '../process/Helper';
import type { LoadJob, LoadResult } from './LoadJob';

/** The process that generates the load; all targets share it. */
export type LoadGenerator = Helper<LoadJob, LoadResult>;

// eslint-disable-next-line no-restricted-syntax -- this package only ever runs from its sources
const PROGRAM = join(__dirname, 'generatorMain.ts');

export function startLoadGenerator(): LoadGenerator {
  return new Helper('load generator', PROGRAM);
}
