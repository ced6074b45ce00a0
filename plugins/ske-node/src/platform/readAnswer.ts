import type { JsonObject } from '@backstage/types';
import { clusterError, toSkeError } from './errors';
import type { PlatformAnswer, PlatformCall } from './PlatformCall';
import { isWrite } from './PlatformCall';
import { readWarnings } from './warningHeader';

/** What undici gives of an answer, once its body was read. */
interface RawAnswer {
  statusCode: number;
  headers: Record<string, string | string[] | undefined>;
}

/**
 * Makes an answer's text an object, or one of our errors.
 */
export function readAnswer(
  response: RawAnswer,
  text: string,
  call: PlatformCall,
): PlatformAnswer {
  const { statusCode, headers } = response;
  const body = parseJson(text);
  if (statusCode < 200 || statusCode >= 300) {
    throw toSkeError(
      {
        httpStatus: statusCode,
        body,
        text,
        retryAfterSeconds: readRetryAfter(headers['retry-after']),
      },
      call.subject,
      call.identity,
    );
  }
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

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // The caller of this answers for what is not JSON: an HTML page, or half of an object.
  }
}

function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readRetryAfter(
  header: string | string[] | undefined,
): number | undefined {
  const seconds = Number(firstOf(header));
  return header !== undefined && Number.isFinite(seconds) && seconds >= 0
    ? seconds
    : undefined;
}

function firstOf(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}
