import { setTimeout as delay } from 'node:timers/promises';
import { ServiceUnavailableError } from '@backstage/errors';

/**
 * Limits the time of a call of openid-client, whose own timeout ends when a response begins. If a provider stalls inside the body of a response, the call would
 * otherwise never end, and neither would all calls that share its result.
 *
 * @throws ServiceUnavailableError after the time
 */
export async function withDeadline<T>(
  milliseconds: number,
  call: Promise<T>,
): Promise<T> {
  const timer = new AbortController();
  const { signal } = timer;
  try {
    return await Promise.race([
      call,
      delay(milliseconds, undefined, { signal, ref: false }).then(() => {
        throw new ServiceUnavailableError(
          `the provider did not complete its response within ${milliseconds / 1000} s`,
        );
      }),
    ]);
  } finally {
    timer.abort();
  }
}
