import { useMemo, useRef } from 'react';
import { useSearchParams } from 'react-router-dom';
import { noFilters, readView, writeView } from '../filters';
import type { RequestFilters, RequestSort, RequestView } from '../filters';

/** The view that the URL describes, and how to change it. */
export interface ChangeableView {
  readonly view: RequestView;
  setFilters(change: Partial<RequestFilters>): void;
  setSort(sort: RequestSort): void;
  setPage(page: number): void;
  clear(): void;
}

/**
 * Reads and writes the view in the URL, so that it can be shared, and is back after the page of a request was open.
 *
 * Typing replaces the entry in the history: one press of "back" leaves the list, and does not take back letter by letter.
 */
export function useRequestView(): ChangeableView {
  const [params, setParams] = useSearchParams();
  const query = params.toString();
  const view = useMemo(() => readView(new URLSearchParams(query)), [query]);
  // The functions stay the same, so that typing does not draw the table again.
  const latest = useRef({ query, view, setParams });
  latest.current = { query, view, setParams };
  const changes = useMemo(() => {
    const write = (change: Partial<RequestView>, replace: boolean) => {
      const { query: before, view: old, setParams: set } = latest.current;
      const next = { ...old, page: 0, ...change };
      set(writeView(next, new URLSearchParams(before)), { replace });
    };
    return {
      setFilters: (change: Partial<RequestFilters>) => {
        const filters = { ...latest.current.view.filters, ...change };
        write({ filters }, change.text !== undefined);
      },
      setSort: (sort: RequestSort) => write({ sort }, false),
      setPage: (page: number) => write({ page }, false),
      clear: () => write({ filters: noFilters }, false),
    };
  }, []);
  return useMemo(() => ({ view, ...changes }), [view, changes]);
}
