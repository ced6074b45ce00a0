import { compareByTrouble } from '@kratix-portal/plugin-ske-common';
import type { RequestSort } from '../filters';
import type { RequestRow } from '../rows';

type Compare = (one: RequestRow, other: RequestRow) => number;

/** One collator for all comparisons, since `localeCompare` creates a collator for each. `web-2` comes before `web-10`. */
const collator = new Intl.Collator('en', { numeric: true });

const byName: Compare = (one, other) =>
  collator.compare(one.name, other.name) ||
  collator.compare(one.namespace, other.namespace) ||
  collator.compare(one.promise, other.promise);

const byColumn: Record<RequestSort['column'], Compare> = {
  trouble: (one, other) => compareByTrouble(one.state, other.state),
  name: byName,
  promise: (one, other) =>
    collator.compare(one.promiseTitle, other.promiseTitle),
  namespace: (one, other) => collator.compare(one.namespace, other.namespace),
  version: (one, other) =>
    collator.compare(one.version ?? '', other.version ?? ''),
  requester: (one, other) =>
    collator.compare(one.requestedBy ?? '', other.requestedBy ?? ''),
  // The age of a later object is smaller.
  age: (one, other) => compareText(other.createdAt ?? '', one.createdAt ?? ''),
};

/** Returns the comparison for a sort. Rows that are equal in this sort are ordered by name, so the order never depends on when rows arrived. */
export function createRowComparison({
  column,
  isDescending,
}: RequestSort): Compare {
  const compare = byColumn[column];
  const sign = isDescending ? -1 : 1;
  return (one, other) => sign * compare(one, other) || byName(one, other);
}

/** Times in RFC 3339 compare as text. */
function compareText(one: string, other: string): number {
  if (one === other) {
    return 0;
  }
  return one < other ? -1 : 1;
}
