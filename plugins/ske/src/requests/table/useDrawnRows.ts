import { startTransition, useEffect, useMemo, useState } from 'react';
import type { RequestRow } from '../rows';

/** More rows than a screen shows. */
const AT_ONCE = 12;

const NO_ROWS: readonly RequestRow[] = [];

/**
 * Returns the rows to draw. One letter in the search can replace all rows of a page: the rows at the top are drawn at once, and the others when
 * they are on the screen. Until then the rows below are those from before the change.
 */
export function useDrawnRows(
  rows: readonly RequestRow[],
): readonly RequestRow[] {
  const [complete, setComplete] = useState(NO_ROWS);
  useEffect(() => startTransition(() => setComplete(rows)), [rows]);
  return useMemo(() => {
    if (complete === rows || rows.length <= AT_ONCE) {
      return rows;
    }
    const first = rows.slice(0, AT_ONCE);
    const ids = new Set(first.map(({ id }) => id));
    return [
      ...first,
      ...complete.slice(AT_ONCE).filter(({ id }) => !ids.has(id)),
    ];
  }, [complete, rows]);
}
