import type { UserPlatformConfig } from '../config';
import { TokenExchange } from './exchange/TokenExchange';
import { Impersonation } from './impersonation/Impersonation';
import type { UserIdentity } from './identity/PlatformIdentity';

/** Turns the identity of a sign-in into the identity that the cluster accepts. */
export type ToClusterIdentity = (
  identity: UserIdentity,
) => Promise<UserIdentity>;

const signIns = new WeakMap<Error, UserIdentity>();

/**
 * Creates the step between a sign-in and the cluster. If the cluster has neither `tokenExchange` nor `impersonation`, the step returns the identity unchanged.
 * No other code reads these two keys.
 *
 * @param options - `ca`: further certificate authorities of the OIDC provider as PEM
 */
export function clusterIdentityOf(
  config: UserPlatformConfig['identity'],
  options: { ca?: string } = {},
): ToClusterIdentity {
  const step = createStep(config, options);
  if (!step) {
    return async identity => identity;
  }
  return async identity => {
    try {
      return await step.identityFor(identity);
    } catch (error) {
      if (error instanceof Error) {
        signIns.set(error, identity);
      }
      throw error;
    }
  };
}

/** For the error of a failed step: the identity of the sign-in. Only the diagnosis uses this identity, to read the token of the sign-in. */
export function signInBefore(error: unknown): UserIdentity | undefined {
  return error instanceof Error ? signIns.get(error) : undefined;
}

function createStep(
  config: UserPlatformConfig['identity'],
  options: { ca?: string },
): { identityFor: ToClusterIdentity } | undefined {
  const { tokenExchange, impersonation, userNameClaim } = config;
  if (tokenExchange) {
    return new TokenExchange(tokenExchange, { userNameClaim, ...options });
  }
  return impersonation && new Impersonation(impersonation, options);
}
