import type { Config } from '@backstage/config';
import type { ConfigProblems } from './ConfigProblems';
import type { PlatformConfig } from './PlatformConfig';

const PATH = 'ske.kubernetes.userNameClaim';

/** Reads `ske.kubernetes.userNameClaim`, where users act as themselves. */
export function readUserNameClaim(
  config: Config,
  platform: PlatformConfig | undefined,
  problems: ConfigProblems,
): PlatformConfig | undefined {
  const userNameClaim = problems.read(() => config.getOptionalString(PATH));
  if (userNameClaim === undefined || !platform) {
    return platform;
  }
  if (platform.identity.mode === 'user') {
    return {
      ...platform,
      identity: { ...platform.identity, userNameClaim },
    } as PlatformConfig;
  }
  return problems.add(
    PATH,
    `is set, but on cluster ${platform.name} nobody acts with a token of their own: remove it, or set authProvider to "oidc"`,
  );
}
