import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import type { PlatformConfig } from '../config';
import {
  PlatformIdentity,
  ServiceIdentity,
  UserIdentity,
} from './PlatformIdentity';
import { readTokClaim } from './tokClaim';

/**
 * A caller whom Backstage's `httpAuth` has verified, with the token that it verified.
 *
 * @public
 */
export interface VerifiedCaller {
  /** What `httpAuth` says of the caller: a person. */
  credentials: BackstageCredentials<BackstageUserPrincipal>;
  /** The bearer token of the same request. */
  backstageToken: string;
}

/**
 * Finds the identity with which a caller acts on the platform cluster.
 *
 * @throws SkeError, 401, when there is none. There is no other outcome.
 * @public
 */
export type IdentityResolver = (
  caller: VerifiedCaller,
) => Promise<PlatformIdentity>;

/**
 * Makes the resolver of the mode that the configuration chose.
 *
 * @public
 */
export function createIdentityResolver(
  platform: PlatformConfig,
): IdentityResolver {
  const { identity } = platform;
  if (identity.mode === 'service') {
    const shared = new ServiceIdentity(identity);
    return async () => shared;
  }
  return createTokResolver(identity.userNameClaim);
}

/**
 * Reads the `tok` claim of a token once: what was read is kept beside the credentials that stand for that one token, and looked at again only for
 * whether it is over by now.
 */
function createTokResolver(userNameClaim?: string): IdentityResolver {
  const known = new WeakMap<VerifiedCaller['credentials'], Known>();
  return async caller => {
    const now = new Date();
    const { credentials, backstageToken } = caller;
    const found = known.get(credentials);
    if (found?.backstageToken === backstageToken) {
      found.identity.checkNotExpired(now);
      return found.identity;
    }
    const identity = readTokClaim({
      credentials,
      backstageToken,
      userNameClaim,
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
