import { DatabaseSync } from 'node:sqlite';

/** How long a statement waits while the running portal writes, in milliseconds. Without this limit, SQLite returns "database is locked" at once. */
const LOCK_TIMEOUT = 10_000;

/** Opens a SQLite database that a running portal uses. */
export function openDatabase(
  file: string,
  { readOnly = false }: { readOnly?: boolean } = {},
): DatabaseSync {
  return new DatabaseSync(file, { readOnly, timeout: LOCK_TIMEOUT });
}
