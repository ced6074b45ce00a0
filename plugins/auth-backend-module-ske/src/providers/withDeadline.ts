import { ServiceUnavailableError } from '@backstage/errors';
import { within } from '../waiting/within';

/**
 * Limits the time of a call of openid-client, whose own timeout ends when a response begins. If a provider stalls inside the body of a response, the call would
 * otherwise never end, and neither would all calls that share its result.
 *
 * @throws ServiceUnavailableError after the time
 */
export function withDeadline<T>(
  milliseconds: number,
  call: Promise<T>,
): Promise<T> {
  return within(milliseconds, call, () => {
    throw new ServiceUnavailableError(
      `the provider did not complete its response within ${milliseconds / 1000} s`,
    );
  });
}
