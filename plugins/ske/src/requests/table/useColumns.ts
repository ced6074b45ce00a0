import { useMemo } from 'react';
import { sortColumns, type SortColumn } from '../filters';
import { useRemembered } from '../remembered';
import {
  optionalColumns,
  readHiddenColumns,
  type OptionalColumn,
} from './columns';

/** The columns of the list, which the user chooses and the browser remembers. */
export function useColumns(isOnePromise: boolean): {
  columns: readonly SortColumn[];
  offered: readonly OptionalColumn[];
  hidden: readonly OptionalColumn[];
  setHidden(hidden: OptionalColumn[]): void;
} {
  const [hidden, setHidden] = useRemembered(
    'hidden-columns',
    readHiddenColumns,
  );
  return useMemo(() => {
    const offered = optionalColumns.filter(
      column => !isOnePromise || column !== 'promise',
    );
    const left = new Set<SortColumn>([
      ...hidden,
      ...(isOnePromise ? (['promise'] as const) : []),
    ]);
    const columns = sortColumns.filter(column => !left.has(column));
    return { columns, offered, hidden, setHidden };
  }, [isOnePromise, hidden, setHidden]);
}
