import type { RequestRow } from '../rows';
import type { RequestFilters } from './RequestFilters';

/** Returns a test of rows. A row must contain each word of the text, and match one value of each list. */
export function createRowFilter(
  filters: RequestFilters,
): (row: RequestRow) => boolean {
  const words = filters.text.toLowerCase().split(/\s+/).filter(Boolean);
  const promises = setOf(filters.promises);
  const namespaces = setOf(filters.namespaces);
  const states = setOf(filters.states);
  const requesters = setOf(filters.requesters);
  return row =>
    row.deletedAt === undefined &&
    (promises?.has(row.promise) ?? true) &&
    (namespaces?.has(row.namespace) ?? true) &&
    (states?.has(row.state.state) ?? true) &&
    (requesters?.has(row.requestedBy ?? '') ?? true) &&
    words.every(word => row.searchText.includes(word));
}

function setOf(values: readonly string[]): ReadonlySet<string> | undefined {
  return values.length > 0 ? new Set(values) : undefined;
}
