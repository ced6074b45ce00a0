import type { LoggerService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import { oidcAuthenticator } from '@backstage/plugin-auth-backend-module-oidc-provider';
import type { OAuthAuthenticator } from '@backstage/plugin-auth-node';
import { checkEndpoints } from './checkEndpoints';
import { reasonOf } from './describeRefreshFailure';
import { withDeadline } from './withDeadline';

type OidcContext =
  typeof oidcAuthenticator extends OAuthAuthenticator<infer TContext, any>
    ? TContext
    : never;

export type OidcParts = Awaited<OidcContext['promise']>;

/** Where a user's profile comes from: the userinfo endpoint, or the claims of the ID token. */
export const PROFILE_SOURCES = ['userinfo', 'id-token'] as const;
export type ProfileSource = (typeof PROFILE_SOURCES)[number];

/** Resolves to the context of Backstage's authenticator when the discovery document is loaded. */
export type ReadDiscovery = () => Promise<OidcContext>;

/** Starts at once. After a failure the next call starts again. Concurrent calls share one attempt. */
export function createDiscovery(options: {
  providerId: string;
  logger: LoggerService;
  metadataUrl: string;
  profileSource: ProfileSource;
  /** How long one attempt may take. */
  deadlineMs: number;
  initialize: () => OidcContext;
}): ReadDiscovery {
  const { providerId, logger, metadataUrl, profileSource } = options;
  const { deadlineMs, initialize } = options;
  let attempt: Promise<OidcContext> | undefined;

  async function start(context: OidcContext): Promise<OidcContext> {
    try {
      const { client, strategy } = await load(context);
      checkEndpoints({
        providerId,
        metadataUrl,
        metadata: client.issuer.metadata,
      });
      if (profileSource === 'id-token') {
        readProfileFromIdToken(strategy);
      }
    } catch (error) {
      attempt = undefined;
      throw error;
    }
    return {
      ...context,
      initializedPrompt: context.initializedPrompt ?? 'auto',
    };
  }

  async function load(context: OidcContext): Promise<OidcParts> {
    try {
      return await withDeadline(deadlineMs, context.promise);
    } catch (error) {
      const message = `The sign-in provider '${providerId}' cannot be reached at ${metadataUrl}: ${reasonOf(error)}`;
      logger.warn(`${message}. The next sign-in tries again.`);
      throw new ServiceUnavailableError(`${message}. Try again in a moment.`);
    }
  }

  // Called outside of start(), so that a mistake in the configuration throws here and stops the backend.
  attempt = start(initialize());
  attempt.catch(error => {
    // All other failures have been logged, and the next sign-in reports them.
    if (!(error instanceof ServiceUnavailableError)) {
      logger.error(error.message);
    }
  });

  return () => {
    attempt ??= start(initialize());
    return attempt;
  };
}

/**
 * Makes the strategy of openid-client pass the claims of the ID token as the user info. The strategy requests the userinfo endpoint only for a verify
 * function with three parameters, so a function with two parameters takes its place.
 */
function readProfileFromIdToken(strategy: object): void {
  if (!('_verify' in strategy) || typeof strategy._verify !== 'function') {
    throw new Error(
      'This version of Backstage’s OIDC module has no verify function, which profile: id-token needs.',
    );
  }
  strategy._verify = (
    tokenset: { claims(): object; refresh_token?: string },
    done: (error: undefined, user: object, info: object) => void,
  ) =>
    done(
      undefined,
      { tokenset, userinfo: tokenset.claims() },
      { refreshToken: tokenset.refresh_token },
    );
}
