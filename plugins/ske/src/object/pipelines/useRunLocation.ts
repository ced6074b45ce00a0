import { useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { readRunSearch, runSearch, type RunLocation } from './runLocation';

/** The run in the URL, and a function that opens another run. */
export interface UsedRunLocation {
  readonly location: RunLocation;
  open(location: RunLocation): void;
}

/** Keeps the opened run, container and line in the URL, so that a link shows the same. */
export function useRunLocation(): UsedRunLocation {
  const [search, setSearch] = useSearchParams();
  return useMemo(
    () => ({
      location: readRunSearch(search),
      open: location =>
        setSearch(new URLSearchParams(runSearch(location)), { replace: true }),
    }),
    [search, setSearch],
  );
}
