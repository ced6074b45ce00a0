import type {
  AuthService,
  BackstageCredentials,
  BackstageUserPrincipal,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import type { SkeError, TokenKind } from '@kratix-portal/plugin-ske-common';
import { internalRoutes } from '../routes';
import { IdentityError, type IdentityReason } from './identity/IdentityError';

/**
 * The access token of a user's session.
 *
 * @public
 */
export interface SessionToken {
  /** The access token of the OIDC provider. */
  accessToken: string;
  /** How long the token is valid, if the auth backend knows. */
  expiresInMs?: number;
  /** The session that the token belongs to. */
  session?: SessionVersion;
}

/**
 * A session, and the number of its current token.
 *
 * @public
 */
export interface SessionVersion {
  /** The id of the session. It is not a secret. */
  id: string;
  /** The number of the current token; each refresh increases it. */
  version: number;
}

/**
 * Returns the access token of the session of a user.
 *
 * @throws SkeError, 401 `no-credentials` without a session, 401 `session-ended`, or 503 `idp-unavailable`
 * @public
 */
export type SessionTokens = (options: {
  /** Verified credentials of the user. */
  credentials: BackstageCredentials<BackstageUserPrincipal>;
  /** The id of the sign-in provider. */
  providerId: string;
  /** Further sign-in providers whose tokens the cluster accepts. The newest session with one of them counts. */
  furtherProviderIds?: readonly string[];
  /** The session whose token the cluster rejected. The session is refreshed if it still has this version. */
  rejected?: SessionVersion;
  /** The kind of token that the cluster accepts. By default the kind that the provider's configuration names. */
  tokenKind?: TokenKind;
}) => Promise<SessionToken>;

/**
 * Returns the ids of sessions that have ended since the last call. It may wait until a session ends.
 *
 * @param since - `now` of the last call
 * @public
 */
export type SessionEnds = (
  since: number | undefined,
) => Promise<{ ended: string[]; now: number }>;

/** The auth backend responds to a request after this time, or earlier when a session ends. */
const ENDED_WAIT_MS = 25_000;
const ENDED_TIMEOUT_MS = 30_000;
const TIMEOUT_MS = 35_000;
/** The errors for the codes that the route returns. */
const REASONS = {
  'no-credentials': 'no-session',
  'session-ended': 'session-ended',
  'idp-unavailable': 'session-unavailable',
} as const satisfies Record<string, IdentityReason>;
const CODES = Object.keys(REASONS) as Array<keyof typeof REASONS>;

/**
 * Asks the auth backend, on behalf of the user, for the access token of their session.
 *
 * @public
 */
export function createSessionTokens(options: {
  auth: AuthService;
  discovery: DiscoveryService;
}): SessionTokens {
  const { auth, discovery } = options;
  return async request => {
    const { credentials, providerId, tokenKind, rejected } = request;
    const { token } = await auth.getPluginRequestToken({
      onBehalfOf: credentials,
      targetPluginId: 'auth',
    });
    const query = new URLSearchParams({
      provider: providerId,
      ...(rejected && {
        rejectedSession: rejected.id,
        rejectedVersion: String(rejected.version),
      }),
      ...(tokenKind && { tokenKind }),
    });
    for (const id of request.furtherProviderIds ?? []) {
      query.append('furtherProvider', id);
    }
    const url = `${await discovery.getBaseUrl('auth')}${internalRoutes.sessionToken}?${query}`;
    const response = await fetch(url, {
      headers: { authorization: `Bearer ${token}` },
      redirect: 'error',
      // A refresh waits up to ten seconds for the OIDC provider, or for the lease of another replica.
      signal: AbortSignal.timeout(TIMEOUT_MS),
    }).catch(() => {
      throw unavailable('did not respond', 'auth-unavailable');
    });
    const body: unknown = await response.json().catch(() => undefined);
    if (!response.ok) {
      throw toSkeError(response.status, body);
    }
    return body as SessionToken;
  };
}

/**
 * Asks the auth backend which sessions have ended, as the `ske` plugin itself.
 *
 * @public
 */
export function createSessionEnds(options: {
  auth: AuthService;
  discovery: DiscoveryService;
}): SessionEnds {
  const { auth, discovery } = options;
  return async since => {
    const { token } = await auth.getPluginRequestToken({
      onBehalfOf: await auth.getOwnServiceCredentials(),
      targetPluginId: 'auth',
    });
    const query = new URLSearchParams({
      wait: String(ENDED_WAIT_MS),
      ...(since !== undefined && { since: String(since) }),
    });
    const response = await fetch(
      `${await discovery.getBaseUrl('auth')}${internalRoutes.endedSessions}?${query}`,
      {
        headers: { authorization: `Bearer ${token}` },
        redirect: 'error',
        signal: AbortSignal.timeout(ENDED_TIMEOUT_MS),
      },
    );
    if (!response.ok) {
      await response.body?.cancel();
      throw answeredWith(response.status);
    }
    return (await response.json()) as Awaited<ReturnType<SessionEnds>>;
  };
}

/** Passes the message of the route on. The route never puts a token into a message. */
function toSkeError(status: number, body: unknown): SkeError {
  const { code, message, hint, hasSession } = ((
    body as { error?: unknown } | undefined
  )?.error ?? {}) as Partial<
    Record<'code' | 'message' | 'hint' | 'hasSession', unknown>
  >;
  const known = CODES.find(each => each === code);
  if (known === undefined && status === 401) {
    // The caller was verified when the request began, so this rejection means that its Backstage token has expired since then.
    return new IdentityError({
      code: 'no-credentials',
      reason: 'expired',
      message:
        'Your Backstage token has expired, so the portal cannot ask for the access token of your session.',
      hint: 'Reload the page.',
    });
  }
  if (known === undefined || typeof message !== 'string') {
    return answeredWith(status);
  }
  return new IdentityError({
    code: known,
    reason: hasSession === true ? 'no-token-of-kind' : REASONS[known],
    message,
    hint: typeof hint === 'string' ? hint : undefined,
  });
}

/** A backend without session mode has no such route. */
function answeredWith(status: number): IdentityError {
  return unavailable(
    `responded with status ${status}`,
    status === 404 ? 'auth-without-sessions' : 'auth-unavailable',
  );
}

function unavailable(what: string, reason: IdentityReason): IdentityError {
  return new IdentityError({
    code: 'idp-unavailable',
    reason,
    message: `The auth backend ${what} when the portal asked for the access token of your session.`,
    hint: 'Try again in a moment. If that does not help, check that ske.auth.mode is the same in the backend of the auth plugin, which has the auth module of ske.',
  });
}
