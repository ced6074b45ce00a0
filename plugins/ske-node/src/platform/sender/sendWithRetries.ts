import { CallFailure } from '../connection/CallFailure';
import type { CallScope } from '../connection/CallScope';
import type { WholeAnswer } from '../connection/Exchange';
import { codeOf } from '../connection/failureCode';

// Three attempts at the most, and half a second of pauses between them: whoever waits hears within a second that the cluster is down.
const PAUSES_MS = [100, 300];
// What happens to a connection, not to a call.
const BROKEN = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'EAI_AGAIN',
  'UND_ERR_SOCKET',
  'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
  'HPE_INVALID_EOF_STATE',
]);

/**
 * Sends a request, again if need be and if it is safe:
 *
 * - when none of it can have reached the API server (no connection could be made), whatever it is;
 * - a request that changes nothing, when its connection broke, or when the API server says that it comes too early (429): for a moment after
 *   a kind was installed it always does.
 *
 * @throws CallFailure
 */
export async function sendWithRetries<
  Sent extends WholeAnswer | undefined,
>(options: {
  /** One attempt. */
  send: () => Promise<Sent>;
  scope: CallScope;
  /** Whether it changes nothing. */
  isSafe: boolean;
  /** How long to go on while the API server answers 429. */
  retryMs: number;
}): Promise<Sent> {
  const { send, scope, isSafe, retryMs } = options;
  const giveUpAt = Date.now() + retryMs;
  for (let attempt = 0; ;) {
    let pauseMs: number;
    try {
      const answer = await send();
      if (answer?.statusCode !== 429 || !isSafe) {
        return answer;
      }
      const askedMs = readPause(answer);
      const leftMs = giveUpAt - Date.now();
      if (askedMs > leftMs) {
        return answer;
      }
      // Up to a fifth more: not all shall come back at the same moment.
      pauseMs = Math.min(askedMs * (1 + Math.random() / 5), leftMs);
    } catch (error) {
      if (attempt >= PAUSES_MS.length || !mayRepeat(error, isSafe)) {
        throw error;
      }
      pauseMs = PAUSES_MS[attempt] * (0.5 + Math.random() / 2);
      attempt += 1;
    }
    await scope.pause(pauseMs);
  }
}

function mayRepeat(error: unknown, isSafe: boolean): boolean {
  return (
    error instanceof CallFailure &&
    error.reason === 'transport' &&
    (isSafe || !error.isSent) &&
    BROKEN.has(codeOf(error.cause))
  );
}

/** What the API server asks for. */
function readPause(answer: WholeAnswer): number {
  const header = answer.headers['retry-after'];
  const seconds = header === undefined ? 1 : Number(header);
  const wanted = Number.isFinite(seconds) && seconds >= 0 ? seconds : 1;
  return Math.max(250, wanted * 1000);
}
