import { ServiceUnavailableError } from '@backstage/errors';
import type { AuthProviderRouteHandlers } from '@backstage/plugin-auth-node';

/**
 * Backstage responds to each failed refresh with 401, as if the user had signed out. While the OIDC provider is down the session continues, so this function changes
 * the status to 503 (S15). The message is not changed.
 */
export function withUnavailableProvider(
  handlers: AuthProviderRouteHandlers,
): AuthProviderRouteHandlers {
  const { refresh } = handlers;
  return {
    ...handlers,
    refresh:
      refresh &&
      (async (req, res) => {
        try {
          await refresh.call(handlers, req, res);
        } catch (error) {
          throw isUnavailable(error)
            ? new ServiceUnavailableError(error.message)
            : error;
        }
      }),
  };
}

function isUnavailable(error: unknown): error is Error {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && cause.name === 'ServiceUnavailableError';
}
