import type {
  AuthService,
  BackstageCredentials,
  BackstageUserPrincipal,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import {
  SkeError,
  type SkeErrorCode,
  type TokenKind,
} from '@kratix-portal/plugin-ske-common';

/**
 * The access token of a user's session.
 *
 * @public
 */
export interface SessionToken {
  /** The access token of the OIDC provider. */
  accessToken: string;
  /** How long it is valid, if the auth backend knows. */
  expiresInMs?: number;
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
  /** The kind of token that the cluster accepts. Absent: the one that the provider's configuration names. */
  tokenKind?: TokenKind;
}) => Promise<SessionToken>;

/** The route of the auth module that answers only this plugin (S5). */
const PATH = '/.ske/token';
const TIMEOUT_MS = 35_000;
const CODES: readonly SkeErrorCode[] = [
  'no-credentials',
  'session-ended',
  'idp-unavailable',
];

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
  return async ({ credentials, providerId, tokenKind }) => {
    const { token } = await auth.getPluginRequestToken({
      onBehalfOf: credentials,
      targetPluginId: 'auth',
    });
    const query = new URLSearchParams({
      provider: providerId,
      ...(tokenKind && { tokenKind }),
    });
    const url = `${await discovery.getBaseUrl('auth')}${PATH}?${query}`;
    const response = await fetch(url, {
      headers: { authorization: `Bearer ${token}` },
      redirect: 'error',
      // A refresh at the OIDC provider waits up to ten seconds, or for the lease of another replica.
      signal: AbortSignal.timeout(TIMEOUT_MS),
    }).catch(() => {
      throw unavailable('did not answer');
    });
    const body: unknown = await response.json().catch(() => undefined);
    if (!response.ok) {
      throw toSkeError(response.status, body);
    }
    return body as SessionToken;
  };
}

/** The messages of the route are passed on; it never puts a token into one. */
function toSkeError(status: number, body: unknown): SkeError {
  const { code, message, hint } = ((body as { error?: unknown } | undefined)
    ?.error ?? {}) as { code?: unknown; message?: unknown; hint?: unknown };
  const known = CODES.find(each => each === code);
  if (known === undefined || typeof message !== 'string') {
    return unavailable(`answered with status ${status}`);
  }
  return new SkeError({
    code: known,
    message,
    hint: typeof hint === 'string' ? hint : undefined,
  });
}

function unavailable(what: string): SkeError {
  return new SkeError({
    code: 'idp-unavailable',
    message: `The auth backend ${what} when the portal asked for the access token of your session.`,
    hint: 'Try again in a moment. If that does not help, check that ske.auth.mode is the same in the backend of the auth plugin, which has the auth module of ske.',
  });
}
