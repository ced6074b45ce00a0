import type { ConfigApi, DiscoveryApi } from '@backstage/frontend-plugin-api';

/** Why a session could not be refreshed. */
export type RefreshError =
  /** The message of the auth backend. With status 503 the OIDC provider is down, and the session continues. */
  { message: string; status?: number } | { unreachable: true };

/**
 * Sends the refresh to the auth backend again to get the reason of the failure, because Backstage's client drops the message.
 *
 * @returns undefined if the session can be refreshed after all
 */
export async function readRefreshError(options: {
  providerId: string;
  discoveryApi: DiscoveryApi;
  configApi: ConfigApi;
}): Promise<RefreshError | undefined> {
  const { providerId, discoveryApi, configApi } = options;
  const env = configApi.getOptionalString('auth.environment') ?? 'development';
  try {
    const base = await discoveryApi.getBaseUrl('auth');
    const query = new URLSearchParams({ optional: 'true', env });
    const response = await fetch(
      `${base}/${encodeURIComponent(providerId)}/refresh?${query}`,
      {
        headers: { 'x-requested-with': 'XMLHttpRequest' },
        credentials: 'include',
      },
    );
    if (response.ok) {
      return undefined;
    }
    const body = await response.json().catch(() => undefined);
    const message = body?.error?.message;
    return typeof message === 'string'
      ? { message, status: response.status }
      : { unreachable: true };
  } catch {
    return { unreachable: true };
  }
}

/** Whether the session has certainly ended, so that a later refresh would fail too. */
export function isOver(error: RefreshError): boolean {
  return (
    'message' in error &&
    error.status !== 503 &&
    !/did not answer the refresh/.test(error.message)
  );
}
