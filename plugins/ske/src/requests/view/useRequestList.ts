import { useCallback, useMemo, useState } from 'react';
import type { Requests } from '../data';
import {
  countStates,
  createRowFilter,
  isFiltered,
  listOptions,
  type FilterOptions,
  type RequestView,
  type StateCount,
} from '../filters';
import {
  arrangeRows,
  createRowComparison,
  keepOrder,
  type ArrangedRows,
  type KeptOrder,
} from '../order';
import type { RequestRow } from '../rows';
import { useReturns } from './useReturns';

/** The number of rows on a page. Screen readers count the rows of a page, and a page of 50 rows is drawn in a few milliseconds. */
export const PAGE_SIZE = 50;

/** What the list shows of the requests. */
export interface RequestList {
  /** The rows of the page. */
  readonly page: readonly RequestRow[];
  /** The index of the page, from 0. */
  readonly pageIndex: number;
  /** How many rows there are on all pages. */
  readonly shown: number;
  /** Whether filters leave some of the requests out. */
  readonly isFiltered: boolean;
  /** How many requests there are without filters. */
  readonly total: number;
  readonly states: readonly StateCount[];
  readonly options: FilterOptions;
  /** How many requests changed since the rows were sorted. */
  readonly changes: number;
  sortAgain(): void;
}

const NO_ROWS: readonly RequestRow[] = [];

/**
 * Filters, sorts and counts the rows. See `keepOrder` for when they are sorted.
 *
 * @param isSettled - see `useSettled`. Before that nothing is shown, so rows that arrive list by list are not sorted each time.
 */
export function useRequestList(
  requests: Requests,
  view: RequestView,
  isSettled: boolean,
): RequestList {
  const { kinds, isLoading } = requests;
  const rows = isSettled ? requests.rows : NO_ROWS;
  const { filters } = view;
  const { sort, page: wantedPage } = view;
  // A letter in the search filters the rows, but does not sort them again.
  const inOrder = useMemo(
    () => [...rows].sort(createRowComparison(sort)),
    [rows, sort],
  );
  const sorted = useMemo(
    () => inOrder.filter(createRowFilter(filters)),
    [inOrder, filters],
  );
  const { arranged, sortAgain } = useKeptOrder({
    rows,
    sorted,
    isLoading,
    view: useMemo(() => JSON.stringify([filters, sort]), [filters, sort]),
  });
  const states = useMemo(() => countStates(rows, filters), [rows, filters]);
  const { promises, namespaces, requesters } = filters;
  const options = useMemo(
    () => listOptions(rows, kinds, { promises, namespaces, requesters }),
    [rows, kinds, promises, namespaces, requesters],
  );
  const total = useMemo(
    () => rows.filter(({ deletedAt }) => deletedAt === undefined).length,
    [rows],
  );
  const lastPage = Math.max(0, Math.ceil(arranged.rows.length / PAGE_SIZE) - 1);
  const pageIndex = Math.min(wantedPage, lastPage);
  const page = useSameRows(
    useMemo(
      () =>
        arranged.rows.slice(pageIndex * PAGE_SIZE, (pageIndex + 1) * PAGE_SIZE),
      [arranged.rows, pageIndex],
    ),
  );
  return {
    page,
    pageIndex,
    shown: arranged.rows.length,
    isFiltered: isFiltered(filters),
    total,
    states,
    options,
    changes: arranged.changes,
    sortAgain,
  };
}

/** While lists are still being read, the rows are sorted each time a list arrives, since the user has not read the rows yet. */
function useKeptOrder(options: {
  rows: readonly RequestRow[];
  sorted: readonly RequestRow[];
  isLoading: boolean;
  view: string;
}): { arranged: ArrangedRows; sortAgain: () => void } {
  const { rows, sorted, isLoading, view } = options;
  const [sorts, setSorts] = useState(0);
  const reason = `${view} ${sorts} ${useReturns()} ${isLoading}`;
  const [before, setBefore] = useState<{ reason: string; order: KeptOrder }>();
  let kept = before;
  if (kept?.reason !== reason) {
    kept = { reason, order: keepOrder(sorted) };
    // React renders again at once, before anything is drawn.
    setBefore(kept);
  }
  const { order } = kept;
  const arranged = useMemo(
    () =>
      isLoading
        ? { rows: sorted, changes: 0 }
        : arrangeRows(order, rows, sorted),
    [isLoading, order, rows, sorted],
  );
  const sortAgain = useCallback(() => setSorts(count => count + 1), []);
  return { arranged, sortAgain };
}

/** Keeps the array while its rows are the same: the table of the page is drawn again only if one of its own rows has changed. */
function useSameRows(rows: readonly RequestRow[]): readonly RequestRow[] {
  const [kept, setKept] = useState(rows);
  const isSame =
    kept.length === rows.length &&
    kept.every((row, index) => row === rows[index]);
  if (!isSame) {
    setKept(rows);
  }
  return isSame ? kept : rows;
}
