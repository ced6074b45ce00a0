import type { JsonObject } from '@backstage/types';
import { SkeError } from '@kratix-portal/plugin-ske-common';
import type { WholeAnswer } from '../connection/Exchange';
import { clusterError, toSkeError } from './errors';
import { readRetryAfter } from './retryAfter';
import type {
  PlatformAnswer,
  PlatformCall,
  PlatformPage,
  PlatformText,
} from '../calls/PlatformCall';
import { isWrite } from '../calls/PlatformCall';
import { readWarnings } from './warningHeader';

const auditIds = new WeakMap<SkeError, string>();

/** Makes an answer's text an object, or one of our errors. */
export function readAnswer(
  answer: WholeAnswer,
  call: PlatformCall,
): PlatformAnswer {
  const { statusCode, headers, text } = answer;
  if (statusCode < 200 || statusCode >= 300) {
    throw toRefusal(answer, call);
  }
  const body = parseJson(text);
  if (!isJsonObject(body)) {
    throw clusterError(
      call.subject,
      isWrite(call.subject)
        ? 'It accepted the call, but its answer is not an object of Kubernetes.'
        : 'Its answer is not an object of Kubernetes.',
    );
  }
  return {
    body,
    auditId: firstOf(headers['audit-id']),
    warnings: readWarnings(headers.warning),
  };
}

/** Leaves an answer's text as it is, or makes it one of our errors. */
export function readText(
  answer: WholeAnswer,
  call: PlatformCall,
): PlatformText {
  const { statusCode, headers, text } = answer;
  if (statusCode < 200 || statusCode >= 300) {
    throw toRefusal(answer, call);
  }
  // Where its length was held against what the API server announced, a text that begins and ends as an object does is one.
  const isWhole =
    headers['content-length'] !== undefined ||
    headers['transfer-encoding'] !== undefined ||
    parseJson(text) !== undefined;
  if (
    !isJson(headers['content-type']) ||
    !/^[ \t\r\n]*\{/.test(text) ||
    !/\}[ \t\r\n]*$/.test(text.slice(-8)) ||
    !isWhole
  ) {
    throw clusterError(
      call.subject,
      'Its answer is not an object of Kubernetes.',
    );
  }
  return {
    json: text,
    auditId: firstOf(headers['audit-id']),
    warnings: readWarnings(headers.warning),
  };
}

/** A page of a proxy or a sign-in in between is no answer of an API server, whatever its status. */
export function isJson(contentType: string | undefined): boolean {
  return contentType !== undefined && /^application\/json\b/i.test(contentType);
}

/** One of our errors, of an answer that is not a success. */
export function toRefusal(answer: WholeAnswer, call: PlatformCall): SkeError {
  const { statusCode, headers, text } = answer;
  const error = toSkeError(
    {
      httpStatus: statusCode,
      body: parseJson(text),
      text,
      retryAfterSeconds: readRetryAfter(firstOf(headers['retry-after'])),
    },
    call.subject,
    call.identity,
  );
  const auditId = firstOf(headers['audit-id']);
  if (auditId !== undefined) {
    auditIds.set(error, auditId);
  }
  return error;
}

/** Where the API server's own audit log has the call that failed so (S40). Beside the error, since nobody but the audit is to see it. */
export function apiServerAuditIdOf(error: unknown): string | undefined {
  if (!SkeError.is(error)) {
    return undefined;
  }
  return auditIds.get(error) ?? apiServerAuditIdOf(error.cause);
}

/** One page, of a list's answer. */
export function readPage(
  answer: PlatformAnswer,
  call: PlatformCall,
): PlatformPage {
  const { body, auditId, warnings } = answer;
  const { kind, metadata } = body;
  // Of an empty list Go may write null. Anything else that is no list must not be taken for an empty one.
  const items =
    body.items === null && `${kind}`.endsWith('List') ? [] : body.items;
  if (!Array.isArray(items) || !items.every(isJsonObject)) {
    throw clusterError(call.subject, 'Its answer is not a list of objects.');
  }
  const meta = isJsonObject(metadata) ? metadata : {};
  return {
    items,
    resourceVersion: textOf(meta.resourceVersion),
    continue: textOf(meta.continue),
    remainingItemCount:
      typeof meta.remainingItemCount === 'number'
        ? meta.remainingItemCount
        : undefined,
    auditId,
    warnings,
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** @returns undefined for what is no JSON */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // The caller of this answers for what is not JSON: an HTML page, or half of an object.
  }
}

function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function firstOf(
  header: string | string[] | undefined,
): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}
