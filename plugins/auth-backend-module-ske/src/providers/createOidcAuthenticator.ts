import type { LoggerService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import {
  oidcAuthenticator,
  type OidcAuthResult,
} from '@backstage/plugin-auth-backend-module-oidc-provider';
import {
  createOAuthAuthenticator,
  type OAuthAuthenticator,
} from '@backstage/plugin-auth-node';

type OidcContext =
  typeof oidcAuthenticator extends OAuthAuthenticator<infer TContext, any>
    ? TContext
    : never;

/** Resolves to the context of Backstage's authenticator when the discovery document is loaded. */
type Discovery = () => Promise<OidcContext>;

interface Context {
  callbackUrl: string;
  discover: Discovery;
}

/**
 * Backstage's own OIDC authenticator with two changes:
 *
 * - a missing `prompt` means `auto` (no `prompt` parameter, so the provider decides), not `none`, with which
 *   most providers reject a user who is not signed in there yet;
 * - when the OIDC provider is down at start, the next sign-in loads the discovery document again. Backstage's authenticator tries
 *   once and then needs a restart. While the provider is down, the sign-in window redirects back to the portal, whose sign-in
 *   page shows the reason, instead of showing an error as JSON.
 */
export function createOidcAuthenticator(options: {
  providerId: string;
  logger: LoggerService;
}): OAuthAuthenticator<Context, OidcAuthResult> {
  return createOAuthAuthenticator({
    defaultProfileTransform: oidcAuthenticator.defaultProfileTransform,
    scopes: oidcAuthenticator.scopes,
    initialize: input => ({
      callbackUrl: input.callbackUrl,
      discover: createDiscovery({
        ...options,
        metadataUrl: input.config.getString('metadataUrl'),
        initialize: () => oidcAuthenticator.initialize(input),
      }),
    }),
    start: async (input, { discover, callbackUrl }) => {
      // The failure is logged already, and authenticate() reports it to the user.
      const found = await discover().catch(() => undefined);
      return found
        ? oidcAuthenticator.start(input, found)
        : { url: backToPortal(callbackUrl, input.state) };
    },
    authenticate: async (input, { discover }) =>
      oidcAuthenticator.authenticate(input, await discover()),
    refresh: async (input, { discover }) =>
      oidcAuthenticator.refresh(input, await discover()),
    logout: async (input, { discover }) =>
      oidcAuthenticator.logout?.(input, await discover()),
  });
}

/**
 * The redirect of an unavailable provider (OAuth 2.0, RFC 6749, section 4.1.2.1). `authenticate` then fails with the
 * reason, and Backstage passes its message to the sign-in page.
 */
function backToPortal(callbackUrl: string, state: string): string {
  const url = new URL(callbackUrl);
  url.searchParams.set('error', 'temporarily_unavailable');
  url.searchParams.set('state', state);
  return url.href;
}

/** Starts at once. After a failure the next call starts again. Concurrent calls share one attempt. */
function createDiscovery(options: {
  providerId: string;
  logger: LoggerService;
  metadataUrl: string;
  initialize: () => OidcContext;
}): Discovery {
  const { providerId, logger, metadataUrl, initialize } = options;
  let attempt: Promise<OidcContext> | undefined;

  async function start(context: OidcContext): Promise<OidcContext> {
    try {
      await context.promise;
    } catch (error) {
      attempt = undefined;
      const message = `The sign-in provider '${providerId}' cannot be reached at ${metadataUrl}: ${reasonOf(error)}`;
      logger.warn(`${message}. The next sign-in tries again.`);
      throw new ServiceUnavailableError(`${message}. Try again in a moment.`);
    }
    return {
      ...context,
      initializedPrompt: context.initializedPrompt ?? 'auto',
    };
  }

  // Not inside of start(): a mistake in the configuration throws here and stops the backend.
  attempt = start(initialize());
  // The failure is logged already, and the next sign-in reports it.
  attempt.catch(() => {});

  return () => {
    attempt ??= start(initialize());
    return attempt;
  };
}

/** For a refused connection to a host with several addresses, Node's error has an empty message. */
function reasonOf(error: unknown): string {
  const first =
    error instanceof AggregateError && error.errors.length > 0
      ? error.errors[0]
      : error;
  const reason = first instanceof Error ? first.message : String(first);
  return /certificate/i.test(reason)
    ? `${reason} (set the environment variable NODE_EXTRA_CA_CERTS to trust a private CA)`
    : reason;
}
