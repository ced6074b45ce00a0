import { SkeError } from '../errors';
import type { SkeCallOptions } from './SkeClientOptions';

/**
 * The pieces of an answer's body as they come. When its reader stops, the answer is ended.
 *
 * Not `for await` over the body itself: Safari has no such iterator before version 26.
 */
export async function* readBody(
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

/** It ended before it was whole. */
export function brokenOff(cause?: unknown): SkeError {
  return new SkeError({
    code: 'cluster-error',
    message: 'The answer broke off before its end.',
    hint: 'Try again.',
    cause,
  });
}
