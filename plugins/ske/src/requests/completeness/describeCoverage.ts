import type { SkeError } from '@kratix-portal/plugin-ske-common';
import type { LiveCollection } from '../../live';
import type { RequestKind } from '../kinds';

/**
 * How much of the requests of one Promise the list shows:
 * - `loading`: not known yet.
 * - `everywhere`: all namespaces.
 * - `namespaces`: some namespaces, since the user may not list all.
 * - `not-allowed`: none, since the user may not list them in any namespace that the portal knows.
 * - `not-served`: none, since the cluster does not serve the API of the Promise (yet), so that it has no requests.
 * - `failed`: no requests, or requests that were read earlier, because of another error.
 * - `left-out`: none, since there are too many lists.
 */
export type CoverageStatus =
  | 'loading'
  | 'everywhere'
  | 'namespaces'
  | 'not-allowed'
  | 'not-served'
  | 'failed'
  | 'left-out';

/** How much of the requests of one Promise the list shows. */
export interface KindCoverage {
  readonly kind: RequestKind;
  readonly status: CoverageStatus;
  /** With `namespaces`: the namespaces that are shown. */
  readonly namespaces: readonly string[];
  /** Why the list is refused or has failed. With `not-allowed` this is absent if the list was not tried. */
  readonly error?: SkeError;
  /** With `not-allowed`: the reason that the cluster gave when the portal checked the right. */
  readonly reason?: string;
  /** Namespaces whose requests are left out, since there are too many lists. */
  readonly leftOut: readonly string[];
  /** Set if a list of the Promise is not live. It is then read again every few minutes, since the streams have no room for it. */
  readonly isPolled?: boolean;
  /** Set if a list of the Promise is not live because the user may not watch it. */
  readonly watchRefusal?: SkeError;
}

/** What is known about the collections of one kind. */
export interface KindFacts {
  /** The collection of all namespaces, if it is followed. */
  readonly everywhere?: LiveCollection;
  readonly inNamespaces: readonly {
    namespace: string;
    collection: LiveCollection;
  }[];
  /** Whether the user may not list the kind in all namespaces. */
  readonly isRestricted: boolean;
  /** The cluster's reason why the user may not list the kind in all namespaces. */
  readonly reason?: string;
  /** Whether the namespaces, or the answers about them, are still being read. */
  readonly isAsking: boolean;
  /** Why it is not known where the user may list the kind. */
  readonly askingError?: SkeError;
  /** Absent if nothing is left out; empty for all namespaces. */
  readonly leftOut?: readonly string[];
}

/** Describes how much of the requests of one Promise the list shows. */
export function describeCoverage(
  kind: RequestKind,
  facts: KindFacts,
): KindCoverage {
  const coverage = describeStatus(kind, facts);
  const { everywhere, inNamespaces } = facts;
  const polled = [
    everywhere,
    ...inNamespaces.map(({ collection }) => collection),
  ].filter(each => each?.status === 'polling');
  const watchRefusal = polled.find(each => each?.error)?.error;
  return {
    ...coverage,
    ...(polled.some(each => !each?.error) && { isPolled: true }),
    ...(watchRefusal && { watchRefusal }),
  };
}

function describeStatus(kind: RequestKind, facts: KindFacts): KindCoverage {
  const { everywhere, inNamespaces, isRestricted, isAsking, leftOut } = facts;
  const base = { kind, namespaces: [], leftOut: leftOut ?? [] };
  if (!isRestricted) {
    if (everywhere === undefined) {
      return { ...base, status: leftOut ? 'left-out' : 'loading' };
    }
    const { status, error } = statusOf(everywhere);
    return {
      ...base,
      status: status === 'failed' && error ? reasonOf(error) : status,
      ...(error && { error }),
    };
  }
  const readable = inNamespaces.filter(
    ({ collection }) => statusOf(collection).status !== 'failed',
  );
  const error = [
    everywhere,
    ...inNamespaces.map(({ collection }) => collection),
  ].find(each => each?.error && each.status !== 'polling')?.error;
  if (readable.length > 0) {
    const isLoading = readable.every(
      ({ collection }) => statusOf(collection).status === 'loading',
    );
    return {
      ...base,
      status: isLoading ? 'loading' : 'namespaces',
      namespaces: readable.map(({ namespace }) => namespace),
      ...(error && { error }),
    };
  }
  if (isAsking) {
    return { ...base, status: 'loading' };
  }
  if (leftOut) {
    return { ...base, status: 'left-out' };
  }
  const cause = facts.askingError ?? error;
  if (cause !== undefined && cause.status !== 403) {
    return { ...base, status: reasonOf(cause), error: cause };
  }
  return {
    ...base,
    status: 'not-allowed',
    ...(error && { error }),
    ...(facts.reason && { reason: facts.reason }),
  };
}

function reasonOf(error: SkeError): CoverageStatus {
  if (error.code === 'kind-not-served') {
    return 'not-served';
  }
  return error.status === 403 ? 'not-allowed' : 'failed';
}

/** A collection whose connection was lost keeps its items, so it is as readable as before. */
function statusOf({ status, asOf, error }: LiveCollection): {
  status: 'loading' | 'everywhere' | 'failed';
  error?: SkeError;
} {
  if (status === 'refused') {
    return { status: 'failed', ...(error && { error }) };
  }
  return { status: asOf === undefined ? 'loading' : 'everywhere' };
}
