import { useCallback, useMemo, useState } from 'react';
import type { RequestRow } from '../rows';

/** The requests that the user has selected. */
export interface Selection {
  readonly ids: ReadonlySet<string>;
  /** The selected requests that still exist. A filter can hide them, and they stay selected. */
  readonly rows: readonly RequestRow[];
  /** Selects a request, or ends its selection. */
  toggle(id: string): void;
  /** Selects all of these, or none of them if all are selected. */
  toggleAll(rows: readonly RequestRow[]): void;
  clear(): void;
}

const NOTHING: ReadonlySet<string> = new Set();

/** Keeps which requests are selected, by uid: a request that was created again under the same name is not selected. */
export function useSelection(rows: readonly RequestRow[]): Selection {
  const [ids, setIds] = useState(NOTHING);
  const selected = useMemo(
    () => (ids.size === 0 ? [] : rows.filter(row => isSelected(row, ids))),
    [rows, ids],
  );
  const toggle = useCallback(
    (id: string) =>
      setIds(before => {
        const after = new Set(before);
        if (!after.delete(id)) {
          after.add(id);
        }
        return after;
      }),
    [],
  );
  const toggleAll = useCallback(
    (some: readonly RequestRow[]) =>
      setIds(before => {
        const after = new Set(before);
        const isAll = areAllSelected(some, before);
        for (const { id, deletedAt } of some) {
          if (isAll) {
            after.delete(id);
          } else if (deletedAt === undefined) {
            after.add(id);
          }
        }
        return after;
      }),
    [],
  );
  const clear = useCallback(() => setIds(NOTHING), []);
  return { ids, rows: selected, toggle, toggleAll, clear };
}

/** Whether all of these that still exist are selected. */
export function areAllSelected(
  rows: readonly RequestRow[],
  ids: ReadonlySet<string>,
): boolean {
  const existing = rows.filter(({ deletedAt }) => deletedAt === undefined);
  return existing.length > 0 && existing.every(({ id }) => ids.has(id));
}

function isSelected(
  { id, deletedAt }: RequestRow,
  ids: ReadonlySet<string>,
): boolean {
  return deletedAt === undefined && ids.has(id);
}
