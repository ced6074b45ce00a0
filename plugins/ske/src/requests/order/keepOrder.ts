import type { RequestRow } from '../rows';

/*
 * Rows keep their position while a user looks at them. Otherwise a request could move when its state changes, or disappear because of a filter of states, while
 * the user points at it or is about to press Enter. Therefore the rows are sorted only
 * when the user does something (opens the list, filters, sorts, asks to sort again) or comes back to the tab. Until then:
 *
 * - a request that changes stays where it is, with its new state, even if the filter does not match it any more;
 * - a deleted request stays and is marked as deleted;
 * - a new request is added at the end, where it moves no other row;
 * - a line above the list says how many requests changed, with a button that sorts again.
 */

/** The order of the rows when they were last sorted. */
export interface KeptOrder {
  readonly ids: readonly string[];
  /** The state of each row when the rows were last sorted. */
  readonly states: ReadonlyMap<string, string>;
}

export function keepOrder(rows: readonly RequestRow[]): KeptOrder {
  return {
    ids: rows.map(({ id }) => id),
    states: new Map(rows.map(({ id, state }) => [id, state.state])),
  };
}

/** The rows to show, and how many changed since they were last sorted. */
export interface ArrangedRows {
  readonly rows: readonly RequestRow[];
  /** The number of requests that have changed; 0 if a new sort would change nothing. */
  readonly changes: number;
}

/**
 * Puts rows into the order in which they were last sorted.
 *
 * @param all - all rows, including those of deleted requests
 * @param sorted - the rows that match the filters now, in the order that they would have now
 */
export function arrangeRows(
  kept: KeptOrder,
  all: readonly RequestRow[],
  sorted: readonly RequestRow[],
): ArrangedRows {
  const byId = new Map(all.map(row => [row.id, row]));
  const placed = kept.ids
    .map(id => byId.get(id))
    .filter(row => row !== undefined);
  const added = sorted.filter(({ id }) => !kept.states.has(id));
  const rows = [...placed, ...added];
  const isSorted =
    rows.length === sorted.length &&
    rows.every((row, index) => row.id === sorted[index].id);
  return {
    rows,
    changes: isSorted ? 0 : countChanges(kept, placed) + added.length,
  };
}

/** A change of the time alone is not counted, because it matters little which of two failed requests is first. */
function countChanges(kept: KeptOrder, placed: readonly RequestRow[]): number {
  const isChanged = ({ id, state, deletedAt }: RequestRow) =>
    deletedAt !== undefined || kept.states.get(id) !== state.state;
  return placed.filter(isChanged).length;
}
