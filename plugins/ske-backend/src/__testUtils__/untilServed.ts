import { until } from './skeClientFor';
import type { SkeBackend } from './startSkeBackend';

/**
 * Waits until the portal knows a new kind. The API server's discovery shows a new definition with a delay, and the portal repeats its discovery after
 * two seconds at the earliest.
 */
export async function untilServed(options: {
  backend: SkeBackend;
  token: string;
  kind: { apiVersion: string; kind: string; namespace: string };
}): Promise<void> {
  const { backend, token, kind } = options;
  const query = new URLSearchParams({ ...kind, name: 'is-it-served' });
  await until(
    () => backend.request({ path: `/api/ske/resource?${query}`, token }),
    ({ body }) => body.error?.code !== 'kind-not-served',
  );
}
