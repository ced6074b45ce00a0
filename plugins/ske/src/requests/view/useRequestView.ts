import { useEffect, useMemo, useRef, useState } from 'react';
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
 * The user has stopped typing after this time. A change of the URL draws every part of the app that depends on the URL, so it must not delay the letters.
 */
const WRITE_DELAY_MS = 250;

/** The text of the search while the URL does not have it yet. */
interface Draft {
  readonly text: string;
  /** The query of the URL when the text was typed. If the query has changed since then, the query is newer than the text. */
  readonly query: string;
}

/**
 * Reads and writes the view in the URL, so that the view can be shared, and is restored when the user returns from the page of a request.
 *
 * Typing replaces the entry in the history: one press of "back" leaves the list, instead of removing the last letter.
 */
export function useRequestView(): ChangeableView {
  const [params, setParams] = useSearchParams();
  const query = params.toString();
  const [written, setDraft] = useState<Draft>();
  const inUrl = useUrlView(query);
  const draft =
    written?.query === query && written.text !== inUrl.filters.text
      ? written.text
      : undefined;
  const view = useMemo(
    () =>
      draft === undefined
        ? inUrl
        : { ...inUrl, filters: { ...inUrl.filters, text: draft }, page: 0 },
    [inUrl, draft],
  );
  // The functions stay the same, so that typing does not draw the table again.
  const latest = useRef({ query, view, setParams });
  latest.current = { query, view, setParams };
  const changes = useMemo(() => {
    const write = (change: Partial<RequestView>, replace = false) => {
      const { query: before, view: old, setParams: set } = latest.current;
      const next = { ...old, page: 0, ...change };
      set(writeView(next, new URLSearchParams(before)), { replace });
    };
    return {
      writeDraft: () => write({}, true),
      setFilters: ({ text, ...others }: Partial<RequestFilters>) => {
        const { query: before, view: old } = latest.current;
        if (text !== undefined) {
          setDraft({ text, query: before });
        }
        if (Object.keys(others).length > 0) {
          write({ filters: { ...old.filters, ...others } });
        }
      },
      setSort: (sort: RequestSort) => write({ sort }),
      setPage: (page: number) => write({ page }),
      clear: () => {
        setDraft(undefined);
        write({ filters: noFilters });
      },
    };
  }, []);
  const { writeDraft } = changes;
  useEffect(() => {
    if (draft === undefined) {
      return undefined;
    }
    const timer = setTimeout(writeDraft, WRITE_DELAY_MS);
    return () => clearTimeout(timer);
  }, [draft, writeDraft]);
  return useMemo(() => ({ view, ...changes }), [view, changes]);
}

/** Reads the view. The lists stay the same arrays while only the text or the page changes, so that typing does not draw the menus again. */
function useUrlView(query: string): RequestView {
  const view = useMemo(() => readView(new URLSearchParams(query)), [query]);
  const { text, ...lists } = view.filters;
  const key = JSON.stringify([lists, view.sort]);
  const same = useMemo(
    () => ({ lists, sort: view.sort }),
    // The key contains all their values.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [key],
  );
  return useMemo(
    () => ({
      filters: { ...same.lists, text },
      sort: same.sort,
      page: view.page,
    }),
    [same, text, view.page],
  );
}
