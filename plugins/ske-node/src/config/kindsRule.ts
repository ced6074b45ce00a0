import { Config } from '@backstage/config';
import { ConfigProblems } from './ConfigProblems';
import type { KindsRule, PlatformConfig } from './PlatformConfig';

const PATH = 'ske.kubernetes.kinds';
const RULES: readonly KindsRule[] = ['all', 'promises'];

/**
 * The rule that holds where none is configured. With an identity of their own, each user meets RBAC as themselves; one that is shared has more power than
 * most who use it, so it reaches no more than a portal for Promises needs (S20).
 */
export function toKindsRule(
  platform: PlatformConfig,
  configured: KindsRule | undefined,
): KindsRule {
  return configured ?? (platform.identity.mode === 'user' ? 'all' : 'promises');
}

export function readKindsRule(
  config: Config,
  problems: ConfigProblems,
): KindsRule | undefined {
  const value = problems.read(() => config.getOptionalString(PATH));
  const rule = RULES.find(known => known === value);
  return value === undefined || rule
    ? rule
    : problems.add(PATH, `is "${value}": set it to "all" or to "promises"`);
}
