import type { JsonObject, JsonValue } from '@backstage/types';
import { INCOMPLETE_ROWS_KEY } from '@kratix-portal/plugin-ske-common';
import type { FormData } from '../field/FormSchema';
import { isInherited } from '../field/inheritedKeys';

/** A row of a map. It may lack a key or a value, or have the key of another row. */
export interface MapRow {
  /** The id, which stays the same while key and value change. */
  id: number;
  key: string;
  value: FormData;
}

/** If several rows have the same key, the first of them that has a value is part of the map. */
function isComplete(row: MapRow, rows: readonly MapRow[]): boolean {
  return (
    row.key !== '' &&
    !isInherited(row.key) &&
    row.value !== undefined &&
    !isRepeated(row, rows)
  );
}

/** Whether a row above has the same key. */
export function isRepeated(row: MapRow, rows: readonly MapRow[]): boolean {
  return (
    row.key !== '' && rows.find(({ key }) => key === row.key)?.id !== row.id
  );
}

/** The map of the complete rows. The other rows are kept under a key that no form accepts. */
export function toMap(rows: readonly MapRow[]): JsonObject {
  const complete = rows.filter(row => isComplete(row, rows));
  const incomplete = rows
    .map((row, at) => ({ row, at }))
    .filter(({ row }) => !complete.includes(row))
    .map(({ row: { key, value }, at }) => ({
      at,
      key,
      ...(value !== undefined && { value }),
    }));
  return {
    ...Object.fromEntries(
      complete.map(({ key, value }) => [key, value as JsonValue]),
    ),
    ...(incomplete.length > 0 && { [INCOMPLETE_ROWS_KEY]: incomplete }),
  };
}

/** The rows of form data that {@link toMap} made. */
export function toRows(map: FormData): MapRow[] {
  const { [INCOMPLETE_ROWS_KEY]: kept, ...complete } = (map ??
    {}) as JsonObject;
  // The form puts a function in place of the value of an inherited key. The edit page keeps the value itself.
  const rows: Array<Omit<MapRow, 'id'>> = Object.entries(complete)
    .filter(([, value]) => typeof value !== 'function')
    .map(([key, value]) => ({ key, value }));
  const incomplete = (Array.isArray(kept) ? kept : []) as Array<{
    at: number;
    key: string;
    value?: JsonValue;
  }>;
  for (const { at, key, value } of incomplete) {
    rows.splice(at, 0, { key, value });
  }
  return rows.map((row, id) => ({ id, ...row }));
}

/**
 * Returns the rows for changed form data: the current rows if they produce the same map, otherwise new rows.
 *
 * The page may complete the values of the rows.
 */
export function updateRows(rows: readonly MapRow[], map: FormData): MapRow[] {
  const current = (map ?? {}) as JsonObject;
  const made = toMap(rows);
  const isSame =
    Object.keys(made).sort().join('\n') ===
    Object.keys(current).sort().join('\n');
  if (!isSame) {
    return toRows(map);
  }
  return rows.map(row =>
    isComplete(row, rows) ? { ...row, value: current[row.key] } : row,
  );
}
