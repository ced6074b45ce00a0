import {
  describePromise,
  readPromiseState,
  type PromiseApi,
  type PromiseObjectState,
} from '@kratix-portal/plugin-ske-common';
import type { KubernetesObject } from '../live';
import { countByState, type RequestRow, type StateCount } from '../requests';

/** A Promise as the page *Services* shows it. */
export interface Service {
  /** The name of the Promise. */
  readonly name: string;
  readonly title: string;
  readonly description?: string;
  readonly state: PromiseObjectState;
  /** Absent if the Promise has no API, so that nothing can be requested. */
  readonly api?: PromiseApi;
  readonly version?: string;
  readonly owner?: string;
  /** The requests that the user may see, by state, worst first. */
  readonly counts: readonly StateCount[];
  readonly total: number;
  /** The text that the search looks through, in lower case. */
  readonly searchText: string;
}

const collator = new Intl.Collator('en', { numeric: true });

/** Reads what the platform offers, in the order of the titles. */
export function readServices(
  promises: readonly KubernetesObject[],
  rows: readonly RequestRow[],
): readonly Service[] {
  const byPromise = new Map<string, RequestRow[]>();
  for (const row of rows) {
    const before = byPromise.get(row.promise);
    if (before) {
      before.push(row);
    } else {
      byPromise.set(row.promise, [row]);
    }
  }
  return promises
    .map(promise =>
      readService(promise, byPromise.get(promise.metadata.name) ?? []),
    )
    .sort(
      (one, other) =>
        collator.compare(one.title, other.title) ||
        collator.compare(one.name, other.name),
    );
}

function readService(
  promise: KubernetesObject,
  rows: readonly RequestRow[],
): Service {
  const { name } = promise.metadata;
  const { title, description, api, version, owner } = describePromise(promise);
  const counts = countByState(rows);
  return {
    name,
    title,
    ...(description && { description }),
    state: readPromiseState(promise),
    ...(api && { api }),
    ...(version && { version }),
    ...(owner && { owner }),
    counts,
    total: counts.reduce((sum, { count }) => sum + count, 0),
    searchText: [title, name, api?.kind, description]
      .filter(Boolean)
      .join('\n')
      .toLowerCase(),
  };
}
