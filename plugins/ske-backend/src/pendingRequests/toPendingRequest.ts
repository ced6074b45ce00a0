import type { PendingRequest } from '@kratix-portal/plugin-ske-common';
import type { PendingRequestsConfig } from './PendingRequestsConfig';
import type { PendingRequestRow } from './PendingRequestStore';

const UNITS: [string, number][] = [
  ['day', 24 * 60 * 60_000],
  ['hour', 60 * 60_000],
  ['minute', 60_000],
  ['second', 1_000],
];

/** Converts a record into a pending request, with the state that it has at the time `now`. */
export function toPendingRequest(
  row: PendingRequestRow,
  options: { now: number; config: PendingRequestsConfig },
): PendingRequest {
  const { now, config } = options;
  const limitMs =
    row.pullRequestUrl === undefined
      ? config.neverCreatedAfterMs
      : config.neverMergedAfterMs;
  const isOver = !row.existed && now - row.requestedAt >= limitMs;
  return {
    id: row.id,
    group: row.group,
    version: row.version,
    kind: row.kind,
    plural: row.plural,
    namespace: row.namespace,
    name: row.name,
    requestedBy: row.requestedBy,
    requestedAt: new Date(row.requestedAt).toISOString(),
    state: isOver ? 'never-created' : 'requested',
    reason: isOver ? whyNever(row, limitMs) : whyNotYet(row),
    ...(row.failure !== undefined && { failure: row.failure }),
    existed: row.existed,
    labels: row.labels,
    annotations: row.annotations,
    ...(row.pullRequestUrl !== undefined && {
      pullRequestUrl: row.pullRequestUrl,
    }),
    ...(row.requestsRepoUrl !== undefined && {
      requestsRepoUrl: row.requestsRepoUrl,
    }),
  };
}

function whyNotYet({ failure, pullRequestUrl }: PendingRequestRow): string {
  if (failure !== undefined) {
    return `The last attempt to create it failed. ${failure}`;
  }
  return pullRequestUrl === undefined
    ? 'Submitted. The platform cluster does not have it yet.'
    : 'Waiting for approval of the pull request.';
}

function whyNever(
  { failure, pullRequestUrl }: PendingRequestRow,
  limitMs: number,
): string {
  if (failure !== undefined) {
    return `It was never created: the last attempt failed. ${failure}`;
  }
  return pullRequestUrl === undefined
    ? `It was never created: it did not appear on the platform cluster within ${describe(limitMs)}.`
    : `It was never created: its pull request did not bring it to the platform cluster within ${describe(limitMs)}.`;
}

function describe(ms: number): string {
  const [unit, unitMs] =
    UNITS.find(([, each]) => ms % each === 0) ?? UNITS[UNITS.length - 1];
  const count = Math.round(ms / unitMs);
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
