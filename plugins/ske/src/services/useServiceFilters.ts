import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import {
  readServiceFilters,
  writeServiceFilters,
  type ServiceFilters,
} from './serviceFilters';

const NO_FILTERS: ServiceFilters = { text: '', isRequestable: false };

/** Reads and writes the filters in the URL. Typing replaces the entry in the history. */
export function useServiceFilters(): {
  filters: ServiceFilters;
  setFilters(change: Partial<ServiceFilters>): void;
  clear(): void;
} {
  const [params, setParams] = useSearchParams();
  const query = params.toString();
  const filters = useMemo(
    () => readServiceFilters(new URLSearchParams(query)),
    [query],
  );
  const write = useCallback(
    (next: ServiceFilters, replace: boolean) =>
      setParams(writeServiceFilters(next, new URLSearchParams(query)), {
        replace,
      }),
    [query, setParams],
  );
  return useMemo(
    () => ({
      filters,
      setFilters: change =>
        write({ ...filters, ...change }, change.text !== undefined),
      clear: () => write(NO_FILTERS, false),
    }),
    [filters, write],
  );
}
