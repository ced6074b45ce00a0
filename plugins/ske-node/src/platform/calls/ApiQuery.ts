import { invalidField, SkeError } from '@kratix-portal/plugin-ske-common';
import type { ApplyCall, WriteCall } from './PlatformCall';

/** Which objects of a kind, and how many at a time: https://kubernetes.io/docs/reference/using-api/api-concepts/ */
export interface ListQuery {
  /** The most objects of one page. */
  limit?: number;
  /** From the page before. */
  continue?: string;
  labelSelector?: string;
  fieldSelector?: string;
  resourceVersion?: string;
  resourceVersionMatch?: 'Exact' | 'NotOlderThan';
}

/** Which changes are told. */
export interface ClusterWatchQuery {
  labelSelector?: string;
  fieldSelector?: string;
  /** After which version. Absent: what there is now comes first, as ADDED. */
  resourceVersion?: string;
}

/** Which lines of which container. */
export interface LogQuery {
  container?: string;
  /** Goes on with what the container writes later. */
  follow?: boolean;
  /** Of the container's run before this one. */
  previous?: boolean;
  timestamps?: boolean;
  tailLines?: number;
  sinceSeconds?: number;
  limitBytes?: number;
}

/** How our writes are known among the field managers of an object. */
export const FIELD_MANAGER = 'kratix-portal';
// Unknown fields are dropped by the API server, which tells us of each in a Warning header.
const WRITE_QUERY = `?fieldManager=${FIELD_MANAGER}&fieldValidation=Warn`;
// Selectors and continue tokens are the API server's to judge; this only bounds what a URL becomes.
const MAX_VALUE_LENGTH = 4 * 1024;

// Half of a character: it has no UTF-8, so no URL form.
const LONE_SURROGATE = /\p{Surrogate}/u;

type Parameters = Record<string, string | number | boolean | undefined>;

export function writeQuery(call: WriteCall): string {
  const { dryRun, fieldManager, fieldValidation } = call;
  if (!dryRun && !fieldManager && !fieldValidation) {
    return WRITE_QUERY;
  }
  return toQuery({
    dryRun: dryRun ? 'All' : undefined,
    fieldManager: fieldManager ?? FIELD_MANAGER,
    fieldValidation: fieldValidation ?? 'Warn',
  });
}

export function applyQuery(call: ApplyCall): string {
  return call.force ? `${writeQuery(call)}&force=true` : writeQuery(call);
}

export function listQuery(query: ListQuery): string {
  return toQuery({ ...query });
}

export function logQuery(query: LogQuery): string {
  return toQuery({ ...query });
}

export function watchQuery(
  query: ClusterWatchQuery,
  timeoutSeconds: number,
): string {
  return toQuery({
    watch: true,
    allowWatchBookmarks: true,
    // The API server ends it too, should our own end of it be lost.
    timeoutSeconds,
    ...query,
  });
}

function toQuery(parameters: Parameters): string {
  let query = '';
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined && value !== '') {
      query += `${query === '' ? '?' : '&'}${name}=${encode(name, value)}`;
    }
  }
  return query;
}

function encode(name: string, value: string | number | boolean): string {
  const text = String(value);
  if (text.length > MAX_VALUE_LENGTH || LONE_SURROGATE.test(text)) {
    throw SkeError.invalidInput([
      invalidField(name, 'is too long, or no valid text'),
    ]);
  }
  return encodeURIComponent(text);
}
