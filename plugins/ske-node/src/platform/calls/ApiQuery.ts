import { invalidField, SkeError } from '@kratix-portal/plugin-ske-common';
import type { WriteCall } from './PlatformCall';

/** Selects the objects of a list: https://kubernetes.io/docs/reference/using-api/api-concepts/ */
export interface ListQuery {
  /** The maximum number of objects on a page. */
  limit?: number;
  /** The continue token of the previous page. */
  continue?: string;
  labelSelector?: string;
  fieldSelector?: string;
  resourceVersion?: string;
  resourceVersionMatch?: 'Exact' | 'NotOlderThan';
}

/** Selects the changes of a watch. */
export interface ClusterWatchQuery {
  labelSelector?: string;
  fieldSelector?: string;
  /** The watch starts after this resourceVersion. Without it, the watch starts with all objects, as ADDED. */
  resourceVersion?: string;
}

/** Selects the lines of a log. */
export interface LogQuery {
  container?: string;
  /** Continues with what the container writes later. */
  follow?: boolean;
  /** Reads the log of the container's previous run. */
  previous?: boolean;
  timestamps?: boolean;
  tailLines?: number;
  sinceSeconds?: number;
  /** A whole second in RFC 3339. Lines whose time is before it are left out. */
  sinceTime?: string;
  limitBytes?: number;
}

/** The field manager of our writes. */
export const FIELD_MANAGER = 'kratix-portal';
// The API server drops unknown fields, and names each of them in a Warning header.
const WRITE_QUERY = `?fieldManager=${FIELD_MANAGER}&fieldValidation=Warn`;
// The API server validates selectors and continue tokens. This limit only bounds the length of the URL.
const MAX_VALUE_LENGTH = 4 * 1024;

// A lone surrogate cannot be encoded in UTF-8, and so it cannot be part of a URL.
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
    // Makes the API server end the watch even if the portal fails to.
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
      invalidField(name, 'is too long, or not valid text'),
    ]);
  }
  return encodeURIComponent(text);
}
