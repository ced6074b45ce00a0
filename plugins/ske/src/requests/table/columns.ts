import type { SortColumn } from '../filters';

/** The columns that the user can hide. The name and the state are always shown. */
export const optionalColumns = [
  'promise',
  'namespace',
  'version',
  'requester',
  'age',
] as const satisfies readonly SortColumn[];

/** One of {@link optionalColumns}. */
export type OptionalColumn = (typeof optionalColumns)[number];

/** Reads the hidden columns from the storage. The storage lists the hidden columns, so that a new column of a later version is shown. */
export function readHiddenColumns(stored: unknown): OptionalColumn[] {
  return Array.isArray(stored)
    ? optionalColumns.filter(column => stored.includes(column))
    : [];
}
