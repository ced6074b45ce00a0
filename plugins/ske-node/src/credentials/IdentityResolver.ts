import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import type { PlatformConfig } from '../config';
import { PlatformIdentity, ServiceIdentity } from './PlatformIdentity';
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
    return async ({ credentials }) =>
      new ServiceIdentity({
        userEntityRef: credentials.principal.userEntityRef,
        credentials: identity.credentials,
      });
  }
  return async caller => readTokClaim({ ...caller, now: new Date() });
}
