import type { ResourceState } from '@kratix-portal/plugin-ske-common';

/** Every state of a request. A URL can name others, which no request can have. */
const states: Record<ResourceState, true> = {
  ready: true,
  unhealthy: true,
  degraded: true,
  'in-progress': true,
  failed: true,
  paused: true,
  suspended: true,
  'waiting-for-promise': true,
  deleting: true,
  'not-picked-up': true,
};

/** Whether a text is the state of a request. */
export function isResourceState(text: string): text is ResourceState {
  return Object.hasOwn(states, text);
}

/** What the user wants to see. An empty list means all. */
export interface RequestFilters {
  readonly text: string;
  readonly promises: readonly string[];
  readonly namespaces: readonly string[];
  readonly states: readonly ResourceState[];
  readonly requesters: readonly string[];
}

/** The columns, in their order. The list can be sorted by each column. The column `trouble` shows the state. */
export const sortColumns = [
  'name',
  'promise',
  'namespace',
  'trouble',
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
  /** The index of the page, from 0. */
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
