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

/** Gives the context of Backstage's authenticator once the provider's metadata is there. */
type Discovery = () => Promise<OidcContext>;

interface Context {
  callbackUrl: string;
  discover: Discovery;
}

/**
 * Backstage's own OIDC authenticator with two defaults changed:
 *
 * - a missing `prompt` means `auto` (no `prompt` parameter: the provider asks for what it needs), not `none`, with which
 *   most providers refuse a person who is not signed in there yet;
 * - a provider that is down when the backend starts is asked again at the next sign-in. Backstage's authenticator asks
 *   once and then needs a restart. While it is down, the sign-in window goes straight back to the portal, whose sign-in
 *   page then says why, instead of showing an error as JSON.
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
      // The failure is logged where it happened, and authenticate() tells the user.
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
 * The answer that a provider would give in such a case (OAuth 2.0, RFC 6749, section 4.1.2.1). `authenticate` then meets the
 * failure itself, and Backstage hands its words to the sign-in page.
 */
function backToPortal(callbackUrl: string, state: string): string {
  const url = new URL(callbackUrl);
  url.searchParams.set('error', 'temporarily_unavailable');
  url.searchParams.set('state', state);
  return url.href;
}

/** Starts at once; after a failure the next call starts again, and calls meanwhile share that one attempt. */
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

  // Outside of start(): a mistake in the configuration is thrown here and stops the backend.
  attempt = start(initialize());
  // Already logged; sign-ins see it when they ask.
  attempt.catch(() => {});

  return () => {
    attempt ??= start(initialize());
    return attempt;
  };
}

/** Node gives a refused connection to a host with several addresses an error with an empty message. */
function reasonOf(error: unknown): string {
  const first =
    error instanceof AggregateError && error.errors.length > 0
      ? error.errors[0]
      : error;
  const reason = first instanceof Error ? first.message : String(first);
  return /certificate/i.test(reason)
    ? `${reason} (a private CA is trusted with the environment variable NODE_EXTRA_CA_CERTS)`
    : reason;
}
