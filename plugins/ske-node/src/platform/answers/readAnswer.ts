import { SkeError } from '@kratix-portal/plugin-ske-common';
import type {
  PlatformAnswer,
  PlatformCall,
  PlatformPage,
  PlatformText,
} from '../calls/PlatformCall';
import type { WholeAnswer } from '../connection/Exchange';
import { readRetryAfter } from '../connection/retryAfter';
import { isObject, parseJson } from '../../manifests/jsonObject';
import { unexpectedBody } from './clusterErrors';
import { toSkeError } from './errors';
import { readWarnings } from './warningHeader';
import { withoutTokens } from './withoutTokens';

const auditIds = new WeakMap<SkeError, string>();

/**
 * Parses the object of a successful answer.
 *
 * @throws SkeError when the answer is not a success, or not an object
 */
export function readAnswer(
  answer: WholeAnswer,
  call: PlatformCall,
): PlatformAnswer {
  checkSuccess(answer, call);
  const body = parseJson(answer.text);
  if (!isObject(body)) {
    throw unexpectedBody(call.subject, 'a Kubernetes object');
  }
  return { body, ...readMetadata(answer.headers) };
}

/**
 * Returns the JSON of a successful answer as the API server sent it.
 *
 * @throws SkeError when the answer is not a success, or not an object
 */
export function readText(
  answer: WholeAnswer,
  call: PlatformCall,
): PlatformText {
  checkSuccess(answer, call);
  const { headers, text } = answer;
  // It is parsed although only the text is used: the text becomes a part of our own JSON, which must stay valid.
  if (!isJson(headers['content-type']) || !isObject(parseJson(text))) {
    throw unexpectedBody(call.subject, 'a Kubernetes object');
  }
  return { json: text, ...readMetadata(headers) };
}

/** The SkeError for an answer that is not a success. */
export function toRefusal(answer: WholeAnswer, call: PlatformCall): SkeError {
  const { statusCode, headers, text } = answer;
  const error = toSkeError(
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
 * The id under which the API server's own audit log has the call that failed (S40). It is not a field of the error, since only our audit may
 * show it.
 */
export function apiServerAuditIdOf(error: unknown): string | undefined {
  if (!SkeError.is(error)) {
    return undefined;
  }
  return auditIds.get(error) ?? apiServerAuditIdOf(error.cause);
}

/** Reads one page from the answer to a list. */
export function readPage(
  answer: PlatformAnswer,
  call: PlatformCall,
): PlatformPage {
  const { body, auditId, warnings } = answer;
  const { kind, metadata } = body;
  // Go may encode an empty list as null. Nothing else may be taken for an empty list.
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

/** What the headers of an answer say about it. */
export function readMetadata(headers: WholeAnswer['headers']): {
  auditId?: string;
  warnings: string[];
} {
  const [auditId] = [headers['audit-id']].flat();
  return {
    auditId: auditId !== undefined && isAuditId(auditId) ? auditId : undefined,
    warnings: readWarnings(headers.warning),
  };
}

/** By default it is a UUID. A gateway may set another id, but not text in which something could hide. */
function isAuditId(text: string): boolean {
  return /^[\w.:-]{1,64}$/.test(text) && withoutTokens(text) === text;
}

function checkSuccess(answer: WholeAnswer, call: PlatformCall): void {
  if (answer.statusCode < 200 || answer.statusCode >= 300) {
    throw toRefusal(answer, call);
  }
}

/** A page of a proxy, or of a sign-in, does not come from an API server, whatever its status is. */
function isJson(contentType: string | undefined): boolean {
  return contentType !== undefined && /^application\/json\b/i.test(contentType);
}

function nonEmpty(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
