import type { Config } from '@backstage/config';
import type { ConfigProblems } from './ConfigProblems';
import type { UserPlatformConfig } from './PlatformConfig';
import { deriveTokKey, readAuthMode, readSessionKeys } from './sessionKeys';

/** Adds `ske.auth.mode`, and the keys that open `tok` claims, to a cluster on which each user has their own identity. */
export function withAuthMode(
  config: Config,
  platform: UserPlatformConfig | undefined,
  problems: ConfigProblems,
): UserPlatformConfig | undefined {
  const mode = problems.read(() => readAuthMode(config));
  const authMode = mode === 'tok' ? undefined : mode;
  const tokKeys =
    platform && mode !== 'session'
      ? problems.read(() => readSessionKeys(config).map(deriveTokKey))
      : undefined;
  return (
    platform && {
      ...platform,
      identity: {
        ...platform.identity,
        ...(authMode && { authMode }),
        ...(tokKeys && tokKeys.length > 0 && { tokKeys }),
      },
    }
  );
}
