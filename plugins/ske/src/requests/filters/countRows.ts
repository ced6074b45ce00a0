import {
  compareByTrouble,
  type ResourceState,
  type StateTone,
} from '@kratix-portal/plugin-ske-common';
import type { RequestRow } from '../rows';
import { createRowFilter } from './filterRows';
import type { RequestFilters } from './RequestFilters';

/** How many requests are in a state. */
export interface StateCount {
  readonly state: ResourceState;
  readonly tone: StateTone;
  readonly count: number;
}

/**
 * Counts the states of the rows that the other filters let through, worst first. A chosen state is listed even if no request has it, so that the user
 * can clear it.
 */
export function countStates(
  rows: readonly RequestRow[],
  filters: RequestFilters,
): readonly StateCount[] {
  const matches = createRowFilter({ ...filters, states: [] });
  return countByState(rows.filter(matches));
}

/** Counts the states of rows, worst first. If requests of one state have different tones, the worst tone counts. */
export function countByState(
  rows: readonly RequestRow[],
): readonly StateCount[] {
  const counts = new Map<ResourceState, StateCount>();
  for (const { state, deletedAt } of rows) {
    if (deletedAt !== undefined) {
      continue;
    }
    const before = counts.get(state.state);
    const isWorse =
      before === undefined ||
      compareByTrouble(
        { state: state.state, tone: state.tone },
        { state: before.state, tone: before.tone },
      ) < 0;
    counts.set(state.state, {
      state: state.state,
      tone: isWorse ? state.tone : before.tone,
      count: (before?.count ?? 0) + 1,
    });
  }
  return [...counts.values()].sort(
    (one, other) =>
      compareByTrouble(one, other) || one.state.localeCompare(other.state),
  );
}
