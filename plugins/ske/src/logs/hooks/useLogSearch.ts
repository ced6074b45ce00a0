import { useMemo, useState } from 'react';
import {
  compileSearch,
  LogSearch,
  type SearchedSection,
  type SearchMatch,
  type SearchQuery,
} from '../view/LogSearch';

/** The search in a log: the query of the user, and the matches. */
export interface LogSearchState {
  readonly query: SearchQuery;
  change(change: Partial<SearchQuery>): void;
  readonly matches: readonly SearchMatch[];
  /** Why the regular expression is invalid. */
  readonly error?: string;
  /** The match that is shown. */
  readonly currentMatch?: SearchMatch;
  /** The index of the current match in `matches`, or -1. The index changes when matches before it are added or removed. */
  readonly current: number;
  /** Shows the next match, or the previous one with -1. Returns it. */
  move(step: 1 | -1): SearchMatch | undefined;
}

/** Searches the lines of the open sections, and those that arrive later. */
export function useLogSearch(
  sections: readonly SearchedSection[],
): LogSearchState {
  const [query, setQuery] = useState<SearchQuery>({
    text: '',
    isRegExp: false,
    isCaseSensitive: false,
  });
  const [shown, setShown] = useState<SearchMatch>();
  const compiled = useMemo(() => compileSearch(query), [query]);
  const search = useMemo(
    () =>
      typeof compiled === 'function' ? new LogSearch(compiled) : undefined,
    [compiled],
  );
  const matches = search?.update(sections) ?? [];
  const current = shown
    ? matches.findIndex(
        ({ sectionId, line }) =>
          sectionId === shown.sectionId && line === shown.line,
      )
    : -1;
  return {
    query,
    change: change => {
      setQuery({ ...query, ...change });
      setShown(undefined);
    },
    matches,
    error: typeof compiled === 'object' ? compiled.error : undefined,
    current,
    currentMatch: matches[current],
    move: step => {
      if (matches.length === 0) {
        return undefined;
      }
      const next = (current + step + matches.length) % matches.length;
      const index = current === -1 && step === -1 ? matches.length - 1 : next;
      setShown(matches[index]);
      return matches[index];
    },
  };
}
