import { SkeError } from '@kratix-portal/plugin-ske-common';
import type {
  PlatformResponse,
  PlatformCall,
  PlatformPage,
  PlatformText,
} from '../calls/PlatformCall';
import type { WholeResponse } from '../connection/Exchange';
import { readRetryAfter } from '../connection/retryAfter';
import { isObject, parseJson } from '../../manifests/jsonObject';
import { unexpectedBody } from './clusterErrors';
import { translateFailure } from './translateFailure';
import { readWarnings } from './warningHeader';
import { withoutTokens } from './withoutTokens';

const auditIds = new WeakMap<SkeError, string>();

/**
 * Parses the object of a successful response.
 *
 * @throws SkeError when the response is not a success, or not an object
 */
export function readResponse(
  response: WholeResponse,
  call: PlatformCall,
): PlatformResponse {
  checkSuccess(response, call);
  const body = parseJson(response.text);
  if (!isObject(body)) {
    throw unexpectedBody(call.subject, 'a Kubernetes object');
  }
  return { body, ...readMetadata(response.headers) };
}

/**
 * Returns the JSON of a successful response as the API server sent it.
 *
 * @throws SkeError when the response is not a success, or not an object
 */
export function readText(
  response: WholeResponse,
  call: PlatformCall,
): PlatformText {
  checkSuccess(response, call);
  const { headers, text } = response;
  // The body is parsed although only its text is used: the text becomes a part of our own JSON, which must stay valid.
  if (!isJson(headers['content-type']) || !isObject(parseJson(text))) {
    throw unexpectedBody(call.subject, 'a Kubernetes object');
  }
  return { json: text, ...readMetadata(headers) };
}

/** The SkeError for a response that is not a success. */
export function toFailure(
  response: WholeResponse,
  call: PlatformCall,
): SkeError {
  const { statusCode, headers, text } = response;
  const error = translateFailure(
    {
      httpStatus: statusCode,
      body: parseJson(text),
      text,
      retryAfterSeconds: readRetryAfter(headers['retry-after']),
    },
    call.subject,
    call.identity,
  );
  const { auditId } = readMetadata(headers);
  if (auditId !== undefined) {
    auditIds.set(error, auditId);
  }
  return error;
}

/**
 * The id under which the API server's own audit log has the call that failed (S40). It is not a field of the error, because only our audit
 * events may contain it.
 */
export function apiServerAuditIdOf(error: unknown): string | undefined {
  if (!SkeError.is(error)) {
    return undefined;
  }
  return auditIds.get(error) ?? apiServerAuditIdOf(error.cause);
}

/** Reads one page from the response to a list. */
export function readPage(
  response: PlatformResponse,
  call: PlatformCall,
): PlatformPage {
  const { body, auditId, warnings } = response;
  const { kind, metadata } = body;
  // Go may encode an empty list as null. No other value counts as an empty list.
  const items =
    body.items === null && `${kind}`.endsWith('List') ? [] : body.items;
  if (!Array.isArray(items) || !items.every(isObject)) {
    throw unexpectedBody(call.subject, 'a list of objects');
  }
  const meta = isObject(metadata) ? metadata : {};
  return {
    items,
    resourceVersion: nonEmpty(meta.resourceVersion),
    continue: nonEmpty(meta.continue),
    remainingItemCount:
      typeof meta.remainingItemCount === 'number'
        ? meta.remainingItemCount
        : undefined,
    auditId,
    warnings,
  };
}

/** Metadata from the headers of a response. */
export function readMetadata(headers: WholeResponse['headers']): {
  auditId?: string;
  warnings: string[];
} {
  const [auditId] = [headers['audit-id']].flat();
  return {
    auditId: auditId !== undefined && isAuditId(auditId) ? auditId : undefined,
    warnings: readWarnings(headers.warning),
  };
}

/** By default the id is a UUID. A gateway may set another id, so the characters of the id are checked. */
function isAuditId(text: string): boolean {
  return /^[\w.:-]{1,64}$/.test(text) && withoutTokens(text) === text;
}

function checkSuccess(response: WholeResponse, call: PlatformCall): void {
  if (response.statusCode < 200 || response.statusCode >= 300) {
    throw toFailure(response, call);
  }
}

/** Rejects HTML, such as the page of a proxy or of a sign-in, for every status, because an API server never sends it. */
function isJson(contentType: string | undefined): boolean {
  return contentType !== undefined && /^application\/json\b/i.test(contentType);
}

function nonEmpty(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
