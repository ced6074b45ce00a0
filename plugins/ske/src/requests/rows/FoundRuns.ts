import type { PipelineRun } from '@kratix-portal/plugin-ske-common';

/** The pipeline runs of a request that the user may see. */
export interface FoundRuns {
  /** The latest first. */
  readonly runs: readonly PipelineRun[];
  /** Whether the user may see all of them. Otherwise a run that is missing proves nothing. */
  readonly isComplete: boolean;
}

/** Runs by the uid of their request. */
export type RunsById = ReadonlyMap<string, FoundRuns>;
