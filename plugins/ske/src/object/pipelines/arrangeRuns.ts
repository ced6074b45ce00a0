import type { PipelineRun } from '@kratix-portal/plugin-ske-common';

/** The runs that the page shows at once, and the earlier ones. */
export interface ArrangedRuns {
  /** The latest run of each pipeline. */
  readonly current: readonly PipelineRun[];
  readonly earlier: readonly PipelineRun[];
}

/** Kratix keeps the last runs of each pipeline. The page shows the latest run of each pipeline, in the order in which they ran. */
export function arrangeRuns(runs: readonly PipelineRun[]): ArrangedRuns {
  const seen = new Set<string>();
  const current: PipelineRun[] = [];
  const earlier: PipelineRun[] = [];
  // The latest come first.
  for (const run of runs) {
    const key = `${run.workflow}/${run.action}/${run.pipeline}`;
    (seen.has(key) ? earlier : current).push(run);
    seen.add(key);
  }
  return { current: current.reverse(), earlier };
}

/** The run that the page opens without the user: a run that has failed or is active, otherwise none. */
export function runToOpen({ current }: ArrangedRuns): PipelineRun | undefined {
  const byState = (state: PipelineRun['state']) =>
    [...current].reverse().find(run => run.state === state);
  return byState('failed') ?? byState('running') ?? byState('pending');
}
