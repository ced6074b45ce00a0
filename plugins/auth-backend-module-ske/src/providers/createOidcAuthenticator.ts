import type { LoggerService } from '@backstage/backend-plugin-api';
import { type Config, readDurationFromConfig } from '@backstage/config';
import { AuthenticationError } from '@backstage/errors';
import {
  oidcAuthenticator,
  type OidcAuthResult,
} from '@backstage/plugin-auth-backend-module-oidc-provider';
import {
  createOAuthAuthenticator,
  type OAuthAuthenticator,
} from '@backstage/plugin-auth-node';
import { durationToMilliseconds } from '@backstage/types';
import type { SharedRefreshes, TokenValues } from '../refreshes';
import {
  createDiscovery,
  type Discovery,
  type ProfileSource,
} from './createDiscovery';
import { describeRefreshFailure } from './describeRefreshFailure';
import { SharedTokenSet } from './SharedTokenSet';

/** The context of our authenticators. */
export interface OidcProviderContext {
  callbackUrl: string;
  discover: Discovery;
  profileSource: ProfileSource;
  fingerprint: string;
  leaseMs: number;
}

/** Longer than a refresh, which by default waits 10 seconds for each response of the OIDC provider. */
const SHORTEST_LEASE_MS = 30_000;

/**
 * Backstage's own OIDC authenticator with these changes:
 *
 * - a missing `prompt` means `auto` (no `prompt` parameter, so the provider decides), not `none`, with which
 *   most providers reject a user who is not signed in there yet;
 * - when the OIDC provider is down at start, the next sign-in loads the discovery document again. Backstage's authenticator tries
 *   once and then needs a restart. While the provider is down, the sign-in window redirects back to the portal, whose sign-in
 *   page shows the reason, instead of showing an error as JSON;
 * - a discovery document with an endpoint that is not https is rejected, except on this machine;
 * - parallel refreshes with one refresh token make one exchange, also across replicas;
 * - with `profile: id-token` the profile comes from the ID token, for providers whose userinfo endpoint rejects the access token;
 * - a failed refresh says whether the session ended.
 */
export function createOidcAuthenticator(options: {
  providerId: string;
  logger: LoggerService;
  refreshes: SharedRefreshes;
}): OAuthAuthenticator<OidcProviderContext, OidcAuthResult> {
  const { providerId, refreshes } = options;
  return createOAuthAuthenticator({
    defaultProfileTransform: oidcAuthenticator.defaultProfileTransform,
    scopes: oidcAuthenticator.scopes,
    initialize: input => {
      const { callbackUrl, config } = input;
      const metadataUrl = config.getString('metadataUrl');
      const profileSource = readProfileSource(config);
      return {
        callbackUrl,
        profileSource,
        fingerprint: `${metadataUrl} ${config.getString('clientId')}`,
        leaseMs: readLease(config),
        discover: createDiscovery({
          ...options,
          metadataUrl,
          profileSource,
          initialize: () => oidcAuthenticator.initialize(input),
        }),
      };
    },
    start: async (input, { discover, callbackUrl }) => {
      // The failure is logged already, and authenticate() reports it to the user.
      const found = await discover().catch(() => undefined);
      return found
        ? oidcAuthenticator.start(input, found)
        : { url: backToPortal(callbackUrl, input.state) };
    },
    authenticate: async (input, { discover }) =>
      oidcAuthenticator.authenticate(input, await discover()),
    refresh: async (input, context) => {
      const { client } = await (await context.discover()).promise;
      try {
        const values = await refreshes.refresh({
          refreshToken: input.refreshToken,
          fingerprint: context.fingerprint,
          leaseMs: context.leaseMs,
          exchange: async token => ({ ...(await client.refresh(token)) }),
        });
        return await toResult(values, client, context.profileSource);
      } catch (error) {
        throw describeRefreshFailure({ providerId, error });
      }
    },
    logout: async (input, { discover, fingerprint }) => {
      const { refreshToken } = input;
      if (refreshToken) {
        await refreshes.forget({ refreshToken, fingerprint });
      }
      return oidcAuthenticator.logout?.(input, await discover());
    },
  });
}

/** Reads `profile`, which is validated at start. */
function readProfileSource(config: Config): ProfileSource {
  return config.getOptionalString('profile') === 'id-token'
    ? 'id-token'
    : 'userinfo';
}

/** An exchange waits for the token endpoint and, to verify the ID token, for the provider's keys. */
function readLease(config: Config): number {
  const timeoutMs = config.has('timeout')
    ? durationToMilliseconds(readDurationFromConfig(config, { key: 'timeout' }))
    : 0;
  return Math.max(SHORTEST_LEASE_MS, 3 * timeoutMs);
}

/** The result of a refresh, from the response of the token endpoint and the profile. */
export async function toResult(
  values: TokenValues,
  client: { userinfo(accessToken: string): Promise<object> },
  profileSource: ProfileSource,
): ReturnType<typeof oidcAuthenticator.refresh> {
  const { access_token: accessToken, id_token: idToken } = values;
  if (!accessToken) {
    throw new Error('the token endpoint returned no access token');
  }
  if (profileSource === 'id-token' && !idToken) {
    throw new AuthenticationError(
      'the token endpoint returned no ID token for the refresh, which profile: id-token needs',
    );
  }
  const tokenset = new SharedTokenSet(values);
  const userinfo =
    profileSource === 'id-token'
      ? tokenset.claims()
      : await client.userinfo(accessToken);
  return {
    fullProfile: { userinfo, tokenset } as unknown as OidcAuthResult,
    session: {
      accessToken,
      tokenType: values.token_type ?? 'bearer',
      scope: values.scope ?? '',
      expiresInSeconds: tokenset.expires_in,
      idToken,
      refreshToken: values.refresh_token,
    },
  };
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
