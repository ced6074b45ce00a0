import type { Config } from '@backstage/config';
import type { ConfigProblems } from './ConfigProblems';
import type { UserPlatformConfig } from './PlatformConfig';

const PATH = 'ske.kubernetes.userNameClaim';

/** Adds `ske.kubernetes.userNameClaim` to a cluster on which each user has their own identity. */
export function readUserNameClaim(
  config: Config,
  platform: UserPlatformConfig | undefined,
  problems: ConfigProblems,
): UserPlatformConfig | undefined {
  const userNameClaim = problems.read(() => config.getOptionalString(PATH));
  return userNameClaim === undefined || !platform
    ? platform
    : { ...platform, identity: { ...platform.identity, userNameClaim } };
}

/** Rejects `ske.kubernetes.userNameClaim` for a cluster on which all users share one identity. */
export function rejectUserNameClaim(
  config: Config,
  cluster: string,
  problems: ConfigProblems,
): void {
  if (config.has(PATH)) {
    problems.add(
      PATH,
      `is set, but on cluster ${cluster} all users share one identity, so there is no token of a user to compare: remove it, or set authProvider to "oidc"`,
    );
  }
}
