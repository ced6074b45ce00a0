import { Config } from '@backstage/config';
import { ConfigProblems } from './ConfigProblems';
import type { KindsRule, PlatformConfig } from './PlatformConfig';

const PATH = 'ske.kubernetes.kinds';
const RULES: readonly KindsRule[] = ['all', 'promises'];

/**
 * Reads the configured rule, or its default. When each user has their own identity, the cluster's RBAC limits each user, so the default is `all`. A shared
 * identity usually has more rights than the users who use it, so the default is then `promises`, which is what a portal for Promises needs (S20).
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
