import type { TestPlatform } from '@kratix-portal/test-cluster';
import { until } from './skeClientFor';

/**
 * Waits until the API server allows something. The authorizer of the API server sees a new binding a moment after the API server has stored it.
 *
 * @param question - the arguments of `kubectl auth can-i`
 */
export async function untilAllowed(
  platform: TestPlatform,
  question: string[],
): Promise<void> {
  await until(
    () => platform.current.kubectl(['auth', 'can-i', ...question]),
    ({ code }) => code === 0,
  );
}
