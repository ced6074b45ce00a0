import {
  defaultSort,
  isResourceState,
  sortColumns,
  type RequestFilters,
  type RequestSort,
  type RequestView,
} from './RequestFilters';

const names = {
  text: 'q',
  promises: 'promise',
  namespaces: 'namespace',
  states: 'state',
  requesters: 'by',
  sort: 'sort',
  page: 'page',
} as const;

/** Reads a view from the query of a URL. Values that the view does not know are ignored, since users edit URLs. */
export function readView(params: URLSearchParams): RequestView {
  const list = (name: string) =>
    [...new Set(params.getAll(name))].filter(Boolean);
  return {
    filters: {
      text: params.get(names.text) ?? '',
      promises: list(names.promises),
      namespaces: list(names.namespaces),
      states: list(names.states).filter(isResourceState),
      requesters: list(names.requesters),
    },
    sort: readSort(params.get(names.sort)),
    page: readPage(params.get(names.page)),
  };
}

/** Writes a view into the query of a URL and leaves the other parameters as they are. Defaults are left out, so that links are short. */
export function writeView(
  view: RequestView,
  before: URLSearchParams = new URLSearchParams(),
): URLSearchParams {
  const params = new URLSearchParams(before);
  Object.values(names).forEach(name => params.delete(name));
  const { filters, sort, page } = view;
  if (filters.text !== '') {
    params.set(names.text, filters.text);
  }
  const lists = ['promises', 'namespaces', 'states', 'requesters'] as const;
  for (const list of lists) {
    filters[list].forEach(value => params.append(names[list], value));
  }
  if (
    sort.column !== defaultSort.column ||
    sort.isDescending !== defaultSort.isDescending
  ) {
    params.set(names.sort, `${sort.isDescending ? '-' : ''}${sort.column}`);
  }
  if (page > 0) {
    params.set(names.page, String(page + 1));
  }
  return params;
}

/** The query of a link to a filtered list, with its question mark. */
export function searchOf(filters: Partial<RequestFilters>): string {
  const params = writeView({
    filters: {
      text: '',
      promises: [],
      namespaces: [],
      states: [],
      requesters: [],
      ...filters,
    },
    sort: defaultSort,
    page: 0,
  }).toString();
  return params === '' ? '' : `?${params}`;
}

function readSort(text: string | null): RequestSort {
  const isDescending = text?.startsWith('-') === true;
  const column = sortColumns.find(
    each => each === (isDescending ? text.slice(1) : text),
  );
  return column ? { column, isDescending } : defaultSort;
}

function readPage(text: string | null): number {
  const page = Number(text);
  return Number.isSafeInteger(page) && page > 1 ? page - 1 : 0;
}
