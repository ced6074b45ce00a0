import type { OidcAuthResult } from '@backstage/plugin-auth-backend-module-oidc-provider';
import {
  createOAuthAuthenticator,
  type OAuthAuthenticator,
} from '@backstage/plugin-auth-node';
import type { Request } from 'express';
import type { SessionProvider, Sessions, StoredTokens } from '../sessions';
import { isOutage } from '../outage/isOutage';
import { type OidcProviderContext, toResult } from './createOidcAuthenticator';
import { describeRefreshFailure } from './describeRefreshFailure';
import { hideTokens } from './hideTokens';
import { exchangeRefreshToken, verifyIdToken } from './refreshTokens';
import type { SignInRecords } from './SignInRecords';
import { withDeadline } from './withDeadline';

/**
 * The authenticator of session mode (S10).
 *
 * Backstage keeps a refresh token in its HttpOnly cookie. In this mode the value of that cookie is the handle of a session and no refresh token. A
 * refresh passes the profile of the session to the sign-in resolver. {@link withSession} starts the session of a new sign-in.
 */
export function createSessionAuthenticator(options: {
  providerId: string;
  authenticator: OAuthAuthenticator<OidcProviderContext, OidcAuthResult>;
  sessions: Sessions;
  records: SignInRecords;
  logoutRedirectUrl: string | undefined;
}): OAuthAuthenticator<OidcProviderContext, OidcAuthResult> {
  const { providerId, authenticator, sessions, records } = options;
  return createOAuthAuthenticator({
    ...authenticator,
    initialize: input => {
      const context = authenticator.initialize(input);
      sessions.register(toSessionProvider(providerId, context));
      return context;
    },
    authenticate: async (input, context) => {
      const result = await authenticator.authenticate(input, context);
      const { fingerprint } = context;
      const replacedHandle = readHandle(input.req, providerId);
      records.set(result, { type: 'new', fingerprint, replacedHandle });
      return result;
    },
    refresh: async (input, context) => {
      const handle = input.refreshToken;
      const { session, found } = await openWithProfile({
        handle,
        providerId,
        sessions,
        context,
      });
      const { sessionId, userRef } = session;
      // Backstage builds the response before it calls the sign-in resolver.
      const result = { ...found, session: hideTokens(found.session, handle) };
      records.set(result, { type: 'existing', handle, sessionId, userRef });
      return result;
    },
    logout: async ({ refreshToken: handle }, context) => {
      if (handle) {
        await sessions.endByHandle(handle);
      }
      return logoutUrlOf(context, options.logoutRedirectUrl);
    },
  });
}

/** The handle in the cookie that Backstage is about to replace. The cookie has the name of Backstage's cookie of refresh tokens. */
function readHandle(req: Request, providerId: string): string | undefined {
  const handle: unknown = req.cookies?.[`${providerId}-refresh-token`];
  return typeof handle === 'string' && handle !== '' ? handle : undefined;
}

function toSessionProvider(
  providerId: string,
  context: OidcProviderContext,
): SessionProvider {
  const { fingerprint, clientId, leaseMs, exchangeMs, discover, tokenKinds } =
    context;
  const readClient = async () => (await (await discover()).promise).client;
  return {
    providerId,
    fingerprint,
    clientId,
    leaseMs,
    tokenKind: tokenKinds.default,
    neededKinds: tokenKinds.needed,
    exchange: async refreshToken =>
      withDeadline(
        exchangeMs,
        readClient().then(client => exchangeRefreshToken(client, refreshToken)),
      ),
    verify: async response =>
      withDeadline(leaseMs, verifyIdToken(await readClient(), response)),
    revoke: async refreshToken => {
      const client = await readClient();
      if (client.issuer.metadata.revocation_endpoint) {
        await client.revoke(refreshToken, 'refresh_token');
      }
    },
    readMetadata: async () => {
      const { issuer } = await readClient();
      if (!issuer.metadata.jwks_uri) {
        throw new Error('The discovery document has no jwks_uri.');
      }
      return {
        issuer: issuer.metadata.issuer,
        jwksUri: issuer.metadata.jwks_uri,
      };
    },
  };
}

/**
 * Opens the session of a handle and reads the profile. With `tokenKind: id` the access token, with which the profile is read, may expire before the session is due
 * for a refresh. So the session is refreshed once if the userinfo endpoint rejects the access token.
 */
async function openWithProfile(options: {
  handle: string;
  providerId: string;
  sessions: Sessions;
  context: OidcProviderContext;
}) {
  const { handle, providerId, sessions, context } = options;
  // The profile is read with the access token, which must not go to the provider of another environment.
  const caller = { providerId, fingerprint: context.fingerprint };
  const session = await sessions.openByHandle(handle, caller);
  try {
    return { session, found: await toSessionResult(session.tokens, context) };
  } catch (error) {
    if (!isRejection(error)) {
      throw describeRefreshFailure({ providerId, error });
    }
  }
  const refreshed = await sessions.openByHandle(handle, caller, session);
  try {
    return {
      session: refreshed,
      found: await toSessionResult(refreshed.tokens, context),
    };
  } catch (error) {
    throw describeRefreshFailure({ providerId, error });
  }
}

function isRejection(error: unknown): boolean {
  const { response } = (error ?? {}) as { response?: { statusCode?: unknown } };
  return response?.statusCode === 401;
}

/** While the provider is down, the profile of the sign-in is used, so that a session with a valid access token continues (S15). */
async function toSessionResult(
  { values, userinfo }: StoredTokens,
  context: OidcProviderContext,
): ReturnType<typeof toResult> {
  const { discover } = context;
  try {
    const { client } = await (await discover()).promise;
    return await toResult(values, client, context);
  } catch (error) {
    if (userinfo === undefined || !isOutage(error)) {
      throw error;
    }
    return toResult(
      values,
      { userinfo: async () => userinfo },
      { ...context, profileSource: 'userinfo' },
    );
  }
}

/**
 * The URL that ends the provider's own session (OpenID Connect RP-Initiated Logout 1.0). The URL names the client and not the ID token
 * (`id_token_hint`), because no token may be in a URL (S7).
 */
async function logoutUrlOf(
  context: OidcProviderContext,
  logoutRedirectUrl: string | undefined,
): Promise<{ logoutUrl?: string }> {
  // A provider that is down does not prevent a sign-out.
  const found = await context.discover().catch(() => undefined);
  const { client } = (await found?.promise) ?? {};
  const logout = client && findLogout(client.issuer.metadata, context);
  if (!logout || logoutRedirectUrl === undefined) {
    return {};
  }
  const url = new URL(logout.endpoint);
  url.searchParams.set('client_id', client.metadata.client_id);
  url.searchParams.set(logout.redirectParameter, logoutRedirectUrl);
  return { logoutUrl: url.href };
}

/** The logout endpoint: the configured endpoint, otherwise the endpoint of the discovery document, otherwise the endpoint of the preset. */
function findLogout(
  metadata: { issuer: string; end_session_endpoint?: string },
  context: OidcProviderContext,
): { endpoint: string; redirectParameter: string } | undefined {
  const { preset, logoutRedirectParameter } = context;
  const endpoint =
    context.endSessionEndpoint ??
    (preset?.logoutNeedsIdToken ? undefined : metadata.end_session_endpoint);
  if (endpoint) {
    return {
      endpoint,
      redirectParameter: logoutRedirectParameter ?? 'post_logout_redirect_uri',
    };
  }
  return (
    preset?.logoutFallback && {
      endpoint: `${metadata.issuer.replace(/\/$/, '')}/${preset.logoutFallback.path}`,
      redirectParameter: preset.logoutFallback.redirectParameter,
    }
  );
}
