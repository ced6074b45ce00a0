/** The part of a run that the page shows, according to the URL. */
export interface RunLocation {
  /** The name of the Job. */
  readonly run?: string;
  readonly container?: string;
  /** A line of the log, from 1. */
  readonly line?: number;
}

/** Writes the search part of a URL, such as `?run=…&container=…`. */
export function runSearch({ run, container, line }: RunLocation): string {
  const search = new URLSearchParams({
    ...(run !== undefined && { run }),
    ...(container !== undefined && { container }),
    ...(line !== undefined && { line: String(line) }),
  }).toString();
  return search === '' ? '' : `?${search}`;
}

/** Reads the search part of a URL. A line that is not a number is left out. */
export function readRunSearch(search: URLSearchParams): RunLocation {
  const run = search.get('run') ?? undefined;
  const container = search.get('container') ?? undefined;
  const line = Number(search.get('line') ?? NaN);
  return {
    ...(run !== undefined && { run }),
    ...(container !== undefined && { container }),
    ...(Number.isInteger(line) && line > 0 && { line }),
  };
}
