import { useCallback, useMemo } from 'react';
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
  const write = useCallback(
    (next: RequestView, replace: boolean) => {
      setParams(writeView(next, new URLSearchParams(query)), { replace });
    },
    [query, setParams],
  );
  return useMemo(
    () => ({
      view,
      setFilters: change => {
        const filters = { ...view.filters, ...change };
        write({ ...view, filters, page: 0 }, change.text !== undefined);
      },
      setSort: sort => write({ ...view, sort, page: 0 }, false),
      setPage: page => write({ ...view, page }, false),
      clear: () => write({ ...view, filters: noFilters, page: 0 }, false),
    }),
    [view, write],
  );
}
