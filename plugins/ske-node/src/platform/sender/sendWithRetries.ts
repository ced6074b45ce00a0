import { CallFailure } from '../connection/CallFailure';
import type { CallScope } from '../connection/CallScope';
import type { WholeResponse } from '../connection/Exchange';
import { codeOf } from '../connection/failureCode';
import {
  DEFAULT_RETRY_AFTER_SECONDS,
  readRetryAfter,
} from '../connection/retryAfter';

// The pauses between three attempts. Together they are shorter than half a second, so that a user sees within a second that the cluster is down.
const PAUSES_MS = [100, 300];
const MIN_RETRY_AFTER_MS = 250;
// Failures of a connection. Their cause is not the request, so a retry may succeed.
const BROKEN = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'EAI_AGAIN',
  'UND_ERR_SOCKET',
  'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
  'HPE_INVALID_EOF_STATE',
  'PROXY_BAD_GATEWAY',
]);

/**
 * Sends a request, and retries it where that is safe:
 *
 * - any request, if no connection could be opened, so that the API server received no part of the request;
 * - a safe request, if its connection broke, or if the API server responds with 429. An API server responds with 429 to every request for a kind that
 * was installed a moment ago.
 *
 * @throws CallFailure
 */
export async function sendWithRetries<
  Sent extends WholeResponse | undefined,
>(options: {
  /** Makes one attempt. */
  send: () => Promise<Sent>;
  scope: CallScope;
  /** Whether the request is safe (RFC 9110, 9.2.1): it changes nothing. */
  isSafe: boolean;
  /** For how long a 429 is retried. */
  retryMs: number;
}): Promise<Sent> {
  const { send, scope, isSafe, retryMs } = options;
  const giveUpAt = Date.now() + retryMs;
  for (let attempt = 0; ;) {
    let pauseMs: number;
    try {
      const response = await send();
      if (response?.statusCode !== 429 || !isSafe) {
        return response;
      }
      const wantedMs = readPauseMs(response);
      const leftMs = giveUpAt - Date.now();
      if (wantedMs > leftMs) {
        return response;
      }
      // Up to a fifth longer, so that the callers do not all retry at the same moment.
      pauseMs = Math.min(wantedMs * (1 + Math.random() / 5), leftMs);
    } catch (error) {
      if (attempt >= PAUSES_MS.length || !mayRetry(error, isSafe)) {
        throw error;
      }
      pauseMs = PAUSES_MS[attempt] * (0.5 + Math.random() / 2);
      attempt += 1;
    }
    await scope.pause(pauseMs);
  }
}

function mayRetry(error: unknown, isSafe: boolean): boolean {
  return (
    error instanceof CallFailure &&
    error.reason === 'transport' &&
    (isSafe || !error.isSent) &&
    BROKEN.has(codeOf(error.cause))
  );
}

function readPauseMs(response: WholeResponse): number {
  const seconds =
    readRetryAfter(response.headers['retry-after']) ??
    DEFAULT_RETRY_AFTER_SECONDS;
  return Math.max(MIN_RETRY_AFTER_MS, seconds * 1000);
}
