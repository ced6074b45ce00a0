import type { Config } from '@backstage/config';
import type { ConfigProblems } from './ConfigProblems';
import type { UserPlatformConfig } from './PlatformConfig';

const PATH = 'ske.kubernetes.userNameClaim';

/** Reads `ske.kubernetes.userNameClaim` into a cluster where users act as themselves. */
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

/** Refuses it for a cluster where they do not. */
export function refuseUserNameClaim(
  config: Config,
  cluster: string,
  problems: ConfigProblems,
): void {
  if (config.has(PATH)) {
    problems.add(
      PATH,
      `is set, but on cluster ${cluster} nobody acts with a token of their own: remove it, or set authProvider to "oidc"`,
    );
  }
}
