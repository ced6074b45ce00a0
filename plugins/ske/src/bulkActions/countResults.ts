import type { BulkResult } from './BulkItem';

/** How many objects have which result. */
export interface BulkCounts {
  readonly total: number;
  readonly done: number;
  /** Objects whose action was refused or had no effect. */
  readonly failed: number;
  /** Objects for which it is not known whether the action was carried out. */
  readonly unclear: number;
  readonly stopped: number;
  /** Objects without a result so far. */
  readonly waiting: number;
}

/** Counts the results. */
export function countResults(
  results: ReadonlyMap<string, BulkResult>,
  total: number,
): BulkCounts {
  const types = [...results.values()].map(result =>
    typeof result === 'string' ? result : result.type,
  );
  const count = (...wanted: readonly (typeof types)[number][]) =>
    types.filter(type => wanted.includes(type)).length;
  const done = count('done');
  const failed = count('refused', 'not-done');
  const unclear = count('unclear');
  const stopped = count('stopped');
  const waiting = total - done - failed - unclear - stopped;
  return { total, done, failed, unclear, stopped, waiting };
}
