import type { Config } from '@backstage/config';
import type { ConfigProblems } from './ConfigProblems';
import type { AuthMode, UserPlatformConfig } from './PlatformConfig';

const PATH = 'ske.auth.mode';
const MODES: readonly AuthMode[] = ['tok', 'session', 'auto'];

/** Adds `ske.auth.mode` to a cluster on which each user has their own identity. The auth module checks the keys that its sessions need. */
export function readAuthMode(
  config: Config,
  platform: UserPlatformConfig | undefined,
  problems: ConfigProblems,
): UserPlatformConfig | undefined {
  const text = problems.read(() => config.getOptionalString(PATH));
  const authMode = MODES.find(each => each === text);
  if (text !== undefined && authMode === undefined) {
    problems.add(
      PATH,
      `is "${text}": set it to one of ${MODES.join(', ')}. The default is tok`,
    );
  }
  return platform && authMode !== undefined && authMode !== 'tok'
    ? { ...platform, identity: { ...platform.identity, authMode } }
    : platform;
}
