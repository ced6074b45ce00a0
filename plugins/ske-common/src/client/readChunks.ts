import { SkeError } from '../errors';
import type { SkeCallOptions } from './SkeClientOptions';

/**
 * The chunks of a response body as they arrive. If the caller stops iterating, the response is cancelled.
 *
 * The body itself is not iterated with `for await`: Safari before version 26 does not support it.
 */
export async function* readChunks(
  response: Response,
  call: SkeCallOptions,
): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = response.body?.getReader();
  if (!reader) {
    return;
  }
  let isDone = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) {
        isDone = true;
        return;
      }
      call.onActivity?.();
      yield value;
    }
  } catch (error) {
    isDone = true;
    throw call.signal?.aborted ? call.signal.reason : brokenOff(error);
  } finally {
    if (!isDone) {
      await reader.cancel();
    }
  }
}

/** An error for a body that ended before it was complete. */
export function brokenOff(cause?: unknown): SkeError {
  return new SkeError({
    code: 'cluster-error',
    message: 'The response ended before it was complete.',
    hint: 'Try again.',
    cause,
  });
}
