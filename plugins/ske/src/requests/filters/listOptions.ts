import type { RequestKind } from '../kinds';
import type { RequestRow } from '../rows';
import type { RequestFilters } from './RequestFilters';

/** A value of a filter, and its label. */
export interface FilterOption {
  readonly id: string;
  readonly label: string;
}

/** The values that each filter offers. A chosen value is kept although no row has it any more. */
export interface FilterOptions {
  readonly promises: readonly FilterOption[];
  readonly namespaces: readonly FilterOption[];
  readonly requesters: readonly FilterOption[];
}

const collator = new Intl.Collator('en', { numeric: true });

export function listOptions(
  rows: readonly RequestRow[],
  kinds: readonly RequestKind[],
  filters: Pick<RequestFilters, 'promises' | 'namespaces' | 'requesters'>,
): FilterOptions {
  const titles = new Map(kinds.map(({ promise, title }) => [promise, title]));
  const promises = new Set([...titles.keys(), ...filters.promises]);
  const namespaces = new Set(filters.namespaces);
  const requesters = new Set(filters.requesters);
  for (const { namespace, requestedBy } of rows) {
    namespaces.add(namespace);
    if (requestedBy !== undefined) {
      requesters.add(requestedBy);
    }
  }
  return {
    promises: sorted(promises, id => titles.get(id) ?? id),
    namespaces: sorted(namespaces, id => id),
    requesters: sorted(requesters, shortRequester),
  };
}

/** `user:default/jane` is written as `jane`, and a user of another namespace in full. */
export function shortRequester(requestedBy: string): string {
  return requestedBy.replace(/^user:default\//, '');
}

function sorted(
  ids: ReadonlySet<string>,
  label: (id: string) => string,
): readonly FilterOption[] {
  return [...ids]
    .map(id => ({ id, label: label(id) }))
    .sort((one, other) => collator.compare(one.label, other.label));
}
