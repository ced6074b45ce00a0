/** What the user wants to see. An empty list means all. */
export interface RequestFilters {
  readonly text: string;
  readonly promises: readonly string[];
  readonly namespaces: readonly string[];
  readonly states: readonly string[];
  readonly requesters: readonly string[];
}

/** The columns by which rows can be sorted. `trouble` is the column of the state. */
export const sortColumns = [
  'trouble',
  'name',
  'promise',
  'namespace',
  'version',
  'requester',
  'age',
] as const;

/** One of {@link sortColumns}. */
export type SortColumn = (typeof sortColumns)[number];

export interface RequestSort {
  readonly column: SortColumn;
  readonly isDescending: boolean;
}

/** What the URL of a list says. */
export interface RequestView {
  readonly filters: RequestFilters;
  readonly sort: RequestSort;
  /** From 0. */
  readonly page: number;
}

export const noFilters: RequestFilters = {
  text: '',
  promises: [],
  namespaces: [],
  states: [],
  requesters: [],
};

export const defaultSort: RequestSort = {
  column: 'trouble',
  isDescending: false,
};

/** Whether any filter is set. */
export function isFiltered(filters: RequestFilters): boolean {
  return (
    filters.text.trim() !== '' ||
    [
      filters.promises,
      filters.namespaces,
      filters.states,
      filters.requesters,
    ].some(list => list.length > 0)
  );
}
