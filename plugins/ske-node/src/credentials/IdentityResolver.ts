import type {
  BackstageCredentials,
  BackstageUserPrincipal,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { PlatformConfig, UserPlatformConfig } from '../config';
import type { TokKey } from '../config';
import {
  PlatformIdentity,
  ServiceIdentity,
  UserIdentity,
} from './identity/PlatformIdentity';
import { hasNoSession, SessionIdentities } from './SessionIdentities';
import { SessionEndWatcher } from './SessionEndWatcher';
import type { SessionEnds, SessionTokens } from './SessionTokens';
import { clusterIdentityOf } from './clusterIdentityOf';
import { IdentityError } from './identity/IdentityError';
import { readTokClaim } from './tokClaim';
import { openSealedTok } from './TokOpener';

/**
 * A caller that Backstage's `httpAuth` has verified, with the verified token.
 *
 * @public
 */
export interface VerifiedCaller {
  /** The user's credentials from `httpAuth`. */
  credentials: BackstageCredentials<BackstageUserPrincipal>;
  /** The bearer token of the same request. */
  backstageToken: string;
}

/**
 * Finds the identity of a caller on the platform cluster.
 *
 * @throws SkeError, 401, if the caller has no identity. There is no fallback.
 * @public
 */
export type IdentityResolver = (
  caller: VerifiedCaller,
) => Promise<PlatformIdentity>;

interface IdentitySources {
  sessionTokens?: SessionTokens;
  /** Returns which sessions have ended. Without this source, a stream does not notice the end of its session, and is closed only when its token expires. */
  sessionEnds?: SessionEnds;
  logger?: Pick<LoggerService, 'warn'>;
}

/**
 * Creates the resolver for the configured mode.
 *
 * @public
 */
export function createIdentityResolver(
  platform: PlatformConfig,
  sources: IdentitySources = {},
): IdentityResolver {
  const { identity } = platform;
  if (identity.mode === 'service') {
    const shared = new ServiceIdentity(identity);
    return async () => shared;
  }
  const resolveUser = createUserResolver(identity, sources);
  const toClusterIdentity = clusterIdentityOf(identity);
  return async caller => toClusterIdentity(await resolveUser(caller));
}

/** Finds the identity of the sign-in, with the token that was issued at the sign-in. */
function createUserResolver(
  identity: UserPlatformConfig['identity'],
  sources: IdentitySources,
): (caller: VerifiedCaller) => Promise<UserIdentity> {
  const { sessionTokens, sessionEnds, logger } = sources;
  const { tokKeys = [] } = identity;
  const { authMode = 'tok', oidcTokenProvider, userNameClaim } = identity;
  const readTok = createTokResolver(tokKeys, {
    userNameClaim,
    providers: {
      own: oidcTokenProvider,
      others: identity.otherTokenProviders ?? [],
    },
  });
  if (authMode === 'tok') {
    return caller =>
      readTok(caller).catch(error => {
        if (error instanceof IdentityError && error.reason === 'no-tok') {
          error.hasSessions =
            sessionTokens &&
            (() =>
              hasSessions(sessionTokens, {
                credentials: caller.credentials,
                providerId: oidcTokenProvider,
              }));
        }
        throw error;
      });
  }
  if (!sessionTokens) {
    throw new Error(
      `ske.auth.mode is "${authMode}", and no source of session tokens was given.`,
    );
  }
  const sessions = new SessionIdentities({
    tokens: sessionTokens,
    ends: sessionEnds && new SessionEndWatcher({ ends: sessionEnds, logger }),
    providerId: oidcTokenProvider,
    furtherProviderIds: identity.furtherTokenProviders,
    tokenKind: identity.tokenKind,
    userNameClaim,
  });
  if (authMode === 'session') {
    return caller => sessions.get(caller.credentials);
  }
  return async caller => {
    try {
      return await sessions.get(caller.credentials);
    } catch (error) {
      if (!hasNoSession(error)) {
        throw error;
      }
      return readTok(caller);
    }
  };
}

/** Whether the auth backend has the route for tokens of sessions. A backend with this route responds to every user, even to a user without a session. */
async function hasSessions(
  tokens: SessionTokens,
  query: Parameters<SessionTokens>[0],
): Promise<boolean> {
  try {
    await tokens(query);
    return true;
  } catch (error) {
    return (
      error instanceof IdentityError &&
      !['auth-unavailable', 'auth-without-sessions', 'expired'].includes(
        error.reason,
      )
    );
  }
}

/**
 * Reads the `tok` claim of a token once. The result is cached by the credentials object, because this object belongs to exactly one token. For a cached
 * result, only the expiry is checked again.
 */
function createTokResolver(
  keys: readonly TokKey[],
  options: {
    userNameClaim: string | undefined;
    providers: { own: string; others: readonly string[] };
  },
): (caller: VerifiedCaller) => Promise<UserIdentity> {
  const known = new WeakMap<VerifiedCaller['credentials'], Known>();
  return async caller => {
    const now = new Date();
    const { credentials, backstageToken } = caller;
    const found = known.get(credentials);
    if (found?.backstageToken === backstageToken) {
      found.identity.checkNotExpired(now);
      return found.identity;
    }
    const { userEntityRef } = credentials.principal;
    const identity = readTokClaim({
      credentials,
      backstageToken,
      openedTok: await openSealedTok({ backstageToken, userEntityRef, keys }),
      ...options,
      now,
    });
    known.set(credentials, { backstageToken, identity });
    return identity;
  };
}

interface Known {
  backstageToken: string;
  identity: UserIdentity;
}
