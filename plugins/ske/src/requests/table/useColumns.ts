import { useMemo } from 'react';
import { sortColumns, type SortColumn } from '../filters';
import { useRemembered } from '../../remembered';
import type { RequestRow } from '../rows';
import {
  optionalColumns,
  readHiddenColumns,
  type OptionalColumn,
} from './columns';

/** The columns of the list, which the user chooses and the browser remembers. */
export function useColumns(
  isOnePromise: boolean,
  rows: readonly RequestRow[],
): {
  columns: readonly SortColumn[];
  offered: readonly OptionalColumn[];
  hidden: readonly OptionalColumn[];
  setHidden(hidden: OptionalColumn[]): void;
} {
  const [hidden, setHidden] = useRemembered(
    'hidden-columns',
    readHiddenColumns,
  );
  const hasVersion = useMemo(
    () => rows.some(({ version }) => version !== undefined),
    [rows],
  );
  const hasRequester = useMemo(
    () => rows.some(({ requestedBy }) => requestedBy !== undefined),
    [rows],
  );
  return useMemo(() => {
    const offered = optionalColumns.filter(
      column => !isOnePromise || column !== 'promise',
    );
    const left = new Set<SortColumn>([
      ...hidden,
      ...(isOnePromise ? (['promise'] as const) : []),
      // A column without any value only takes room from the others.
      ...(hasVersion ? [] : (['version'] as const)),
      ...(hasRequester ? [] : (['requester'] as const)),
    ]);
    const columns = sortColumns.filter(column => !left.has(column));
    return { columns, offered, hidden, setHidden };
  }, [isOnePromise, hasVersion, hasRequester, hidden, setHidden]);
}
