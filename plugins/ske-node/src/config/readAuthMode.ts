import type { Config } from '@backstage/config';
import type { ConfigProblems } from './ConfigProblems';
import type { AuthMode, UserPlatformConfig } from './PlatformConfig';
import { deriveTokKey, type TokKey } from './tokKeys';

const PATH = 'ske.auth.mode';
const KEYS_PATH = 'ske.auth.session.keys';
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
  if (!platform || authMode === 'session') {
    return (
      platform && { ...platform, identity: { ...platform.identity, authMode } }
    );
  }
  const tokKeys = readTokKeys(config, problems);
  return {
    ...platform,
    identity: {
      ...platform.identity,
      ...(authMode !== undefined && authMode !== 'tok' && { authMode }),
      ...(tokKeys.length > 0 && { tokKeys }),
    },
  };
}

/** The auth module validates the keys, and refuses to start with unusable ones. */
function readTokKeys(config: Config, problems: ConfigProblems): TokKey[] {
  const entries =
    problems.read(() => config.getOptionalConfigArray(KEYS_PATH)) ?? [];
  return entries.flatMap(entry => {
    const id = problems.read(() => entry.getString('id'));
    const secret = problems.read(() => entry.getString('secret'));
    return id === undefined || secret === undefined
      ? []
      : [deriveTokKey(id, Buffer.from(secret.trim(), 'base64'))];
  });
}
