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
  type OAuthSession,
} from '@backstage/plugin-auth-node';
import { durationToMilliseconds } from '@backstage/types';
import type { ProviderPreset } from '@kratix-portal/plugin-ske-common';
import { LONGEST_WORK_MS } from '../database';
import {
  type KeptIdTokens,
  remainingOf,
  type SharedRefreshes,
  type TokenValues,
} from '../refreshes';
import {
  createDiscovery,
  type ReadDiscovery,
  type ProfileSource,
} from './createDiscovery';
import { describeRefreshFailure } from './describeRefreshFailure';
import type { TokenKinds } from './readTokenKinds';
import type { RefreshFailures } from './RefreshFailures';
import { exchangeRefreshToken, verifyIdToken } from './refreshTokens';
import { SharedTokenSet } from './SharedTokenSet';
import { withDeadline } from './withDeadline';

/** The context of our authenticators. */
export interface OidcProviderContext {
  callbackUrl: string;
  discover: ReadDiscovery;
  profileSource: ProfileSource;
  /** The claim that becomes the `preferred_username` of the profile. */
  usernameClaim: string;
  tokenKinds: TokenKinds;
  /** `endSessionEndpoint` and `logoutRedirectParameter`, if they are configured. */
  endSessionEndpoint: string | undefined;
  logoutRedirectParameter: string | undefined;
  preset: ProviderPreset | undefined;
  clientId: string;
  fingerprint: string;
  leaseMs: number;
  /**
   * How long the exchange of a refresh token may take. The response may have the only valid refresh token, so it is awaited while the lease of the refresh is renewed,
   * and callers do not wait that long.
   */
  exchangeMs: number;
}

/** Longer than a refresh, which by default waits 10 seconds for each response of the OIDC provider. */
const SHORTEST_LEASE_MS = 30_000;

/**
 * Backstage's own OIDC authenticator with these changes:
 *
 * - a missing `prompt` means `auto`: the portal sends no `prompt` parameter. Backstage's default is `none`, with which most providers reject a user
 *   who has not signed in at the provider yet;
 * - when the OIDC provider is down at start, the next sign-in loads the discovery document again. Backstage's authenticator tries once and then needs
 *   a restart. While the provider is down, the sign-in window does not show an error as JSON, but redirects back to the portal, whose sign-in page
 *   shows the reason;
 * - a discovery document with an endpoint that is not https is rejected, except on this machine;
 * - parallel refreshes with the same refresh token send one refresh request, also across replicas;
 * - with `profile: id-token` the profile comes from the ID token, for providers whose userinfo endpoint rejects the access token;
 * - with `tokenKind: id`, a refresh without a new ID token keeps the previous ID token until it expires;
 * - a failed refresh says whether the session ended;
 * - if a refresh fails after the provider has responded, the browser still gets the new refresh token, because the provider may have invalidated the previous
 * one.
 */
export function createOidcAuthenticator(options: {
  providerId: string;
  logger: LoggerService;
  refreshes: SharedRefreshes;
  idTokens: KeptIdTokens;
  failures: RefreshFailures;
  tokenKinds: TokenKinds;
  /** The preset of the provider, if it has one. */
  preset?: ProviderPreset;
}): OAuthAuthenticator<OidcProviderContext, OidcAuthResult> {
  const { providerId, refreshes, idTokens, failures, tokenKinds, preset } =
    options;
  return createOAuthAuthenticator({
    defaultProfileTransform: oidcAuthenticator.defaultProfileTransform,
    scopes: scopesOf(preset),
    initialize: input => {
      const { callbackUrl, config } = input;
      const metadataUrl = config.getString('metadataUrl');
      const clientId = config.getString('clientId');
      const profileSource = readProfileSource(config);
      const leaseMs = readLease(config);
      return {
        callbackUrl,
        profileSource,
        usernameClaim:
          config.getOptionalString('usernameClaim') ?? 'preferred_username',
        tokenKinds,
        endSessionEndpoint: config.getOptionalString('endSessionEndpoint'),
        logoutRedirectParameter: config.getOptionalString(
          'logoutRedirectParameter',
        ),
        preset,
        clientId,
        fingerprint: `${metadataUrl} ${clientId}`,
        leaseMs,
        exchangeMs: Math.max(leaseMs, LONGEST_WORK_MS),
        discover: createDiscovery({
          ...options,
          metadataUrl,
          profileSource,
          deadlineMs: leaseMs,
          initialize: () => oidcAuthenticator.initialize(input),
        }),
      };
    },
    start: async (input, { discover, callbackUrl }) => {
      // The failure has been logged, and authenticate() reports it to the user.
      const found = await discover().catch(() => undefined);
      return found
        ? oidcAuthenticator.start(input, found)
        : { url: backToPortal(callbackUrl, input.state) };
    },
    authenticate: async (input, context) => {
      const found = await context.discover();
      const result = await oidcAuthenticator.authenticate(input, found);
      const { session } = result;
      if (needsIdToken(context)) {
        const { refreshToken, idToken } = session;
        const values = { refresh_token: refreshToken, id_token: idToken };
        await idTokens.keep({ values, fingerprint: context.fingerprint });
      }
      return {
        fullProfile: withUsername(result.fullProfile, context.usernameClaim),
        session: withExpiry(session, context),
      };
    },
    refresh: async (input, context) => {
      const { client } = await (await context.discover()).promise;
      const { fingerprint, leaseMs, exchangeMs } = context;
      let response: TokenValues;
      try {
        const refreshed = refreshes.refresh({
          refreshToken: input.refreshToken,
          fingerprint,
          leaseMs,
          exchange: async token => {
            const values = await withDeadline(
              exchangeMs,
              exchangeRefreshToken(client, token),
            );
            return needsIdToken(context)
              ? idTokens.addKept({
                  providerId,
                  refreshToken: token,
                  values,
                  fingerprint,
                })
              : values;
          },
        });
        // A later response is stored for a minute, and a call with the same refresh token gets it.
        response = await withDeadline(leaseMs, refreshed);
      } catch (error) {
        throw describeRefreshFailure({ providerId, error });
      }
      try {
        await withDeadline(leaseMs, verifyIdToken(client, response));
        const { kept_id_token: kept, ...values } = response;
        values.id_token ??= kept;
        if (needsIdToken(context)) {
          const { refresh_token: next = input.refreshToken } = values;
          await idTokens.keep({
            values: { id_token: values.id_token, refresh_token: next },
            fingerprint,
          });
        }
        checkIdToken(values, context);
        const result = await toResult(values, client, context);
        return { ...result, session: withExpiry(result.session, context) };
      } catch (error) {
        return failures.after(
          response,
          describeRefreshFailure({ providerId, error }),
        );
      }
    },
    logout: async (input, { discover, fingerprint }) => {
      const { refreshToken } = input;
      if (refreshToken) {
        await refreshes.forget({ refreshToken, fingerprint });
        await idTokens.forget({ refreshToken, fingerprint });
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

/** A refresh waits for the token endpoint and, to verify the ID token, for the provider's keys. */
function readLease(config: Config): number {
  const timeoutMs = config.has('timeout')
    ? durationToMilliseconds(readDurationFromConfig(config, { key: 'timeout' }))
    : 0;
  return Math.max(SHORTEST_LEASE_MS, 3 * timeoutMs);
}

/** Removes the scopes that the preset's provider rejects, such as `profile` and `email`, even if the sign-in page requests them. */
function scopesOf(preset: ProviderPreset | undefined) {
  const { scopes } = oidcAuthenticator;
  if (!preset || !scopes) {
    return scopes;
  }
  const { requiredScopes } = preset;
  const rejected = (scopes.required ?? []).filter(
    scope => !requiredScopes.includes(scope),
  );
  return {
    ...scopes,
    required: [...requiredScopes],
    transform: (parts: {
      requested: Iterable<string>;
      granted: Iterable<string>;
      required: Iterable<string>;
      additional: Iterable<string>;
    }) =>
      [
        ...parts.requested,
        ...parts.granted,
        ...parts.required,
        ...parts.additional,
      ].filter(scope => !rejected.includes(scope)),
  };
}

function needsIdToken({
  tokenKinds,
  profileSource,
}: Pick<OidcProviderContext, 'tokenKinds' | 'profileSource'>): boolean {
  return tokenKinds.platform === 'id' || profileSource === 'id-token';
}

/** @throws AuthenticationError, so that the user signs in again, if a refresh returned no ID token and the previous ID token has expired */
function checkIdToken(values: TokenValues, context: OidcProviderContext): void {
  if (needsIdToken(context) && !values.id_token) {
    const key =
      context.tokenKinds.platform === 'id'
        ? 'tokenKind: id'
        : 'profile: id-token';
    throw new AuthenticationError(
      `The token endpoint returned no ID token for the refresh, which ${key} needs, and the previous one has expired. Sign in again.`,
    );
  }
}

/** With this expiry the portal refreshes before the token for the API server expires. */
function withExpiry(
  session: OAuthSession,
  { tokenKinds }: OidcProviderContext,
): OAuthSession {
  return tokenKinds.platform === 'id' && session.idToken
    ? {
        ...session,
        expiresInSeconds: Math.floor(remainingOf(session.idToken) / 1000),
      }
    : session;
}

/** Resolvers read the name of a user from `preferred_username`, and some providers have the name in another claim. */
function withUsername(
  fullProfile: OidcAuthResult,
  usernameClaim: string,
): OidcAuthResult {
  const { tokenset, userinfo } = fullProfile;
  return usernameClaim === 'preferred_username'
    ? fullProfile
    : {
        tokenset,
        userinfo: {
          ...userinfo,
          preferred_username: textOf(userinfo[usernameClaim]),
        },
      };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The result of a refresh, from the response of the token endpoint and the profile. */
export async function toResult(
  values: TokenValues,
  client: { userinfo(accessToken: string): Promise<object> },
  options: Pick<
    OidcProviderContext,
    'profileSource' | 'usernameClaim' | 'leaseMs'
  >,
): ReturnType<typeof oidcAuthenticator.refresh> {
  const { profileSource, usernameClaim, leaseMs } = options;
  const { access_token: accessToken, id_token: idToken } = values;
  if (!accessToken) {
    throw new Error('the token endpoint returned no access token');
  }
  const tokenset = new SharedTokenSet(values);
  const userinfo =
    profileSource === 'id-token'
      ? tokenset.claims()
      : await withDeadline(leaseMs, client.userinfo(accessToken));
  return {
    fullProfile: withUsername(
      { userinfo, tokenset } as unknown as OidcAuthResult,
      usernameClaim,
    ),
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
 * Redirects back to the portal in the same way as an unavailable provider (OAuth 2.0, RFC 6749, section 4.1.2.1). `authenticate` then fails with the
 * reason, and Backstage passes its message to the sign-in page.
 */
function backToPortal(callbackUrl: string, state: string): string {
  const url = new URL(callbackUrl);
  url.searchParams.set('error', 'temporarily_unavailable');
  url.searchParams.set('state', state);
  return url.href;
}
