import { useMemo, useState } from 'react';
import {
  compileSearch,
  LogSearch,
  type SearchedSection,
  type SearchMatch,
  type SearchQuery,
} from '../view/LogSearch';

/** The search in a log: what the user searches for, and what matches. */
export interface LogSearchState {
  readonly query: SearchQuery;
  change(change: Partial<SearchQuery>): void;
  readonly matches: readonly SearchMatch[];
  /** Why the regular expression is invalid. */
  readonly error?: string;
  /** The match that is shown, as an index of `matches`. */
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
  const [current, setCurrent] = useState(-1);
  const compiled = useMemo(() => compileSearch(query), [query]);
  const search = useMemo(
    () =>
      typeof compiled === 'function' ? new LogSearch(compiled) : undefined,
    [compiled],
  );
  const matches = search?.update(sections) ?? [];
  return {
    query,
    change: change => {
      setQuery({ ...query, ...change });
      setCurrent(-1);
    },
    matches,
    error: typeof compiled === 'object' ? compiled.error : undefined,
    current,
    move: step => {
      if (matches.length === 0) {
        return undefined;
      }
      const next = (current + step + matches.length) % matches.length;
      const index = current === -1 && step === -1 ? matches.length - 1 : next;
      setCurrent(index);
      return matches[index];
    },
  };
}
