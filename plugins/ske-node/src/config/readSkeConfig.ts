import { Config } from '@backstage/config';
import { ConfigProblems } from './ConfigProblems';
import { readKindsRule, toKindsRule } from './kindsRule';
import { readPlatformCluster } from './readPlatformCluster';
import { PlatformConfig, SkeConfig } from './PlatformConfig';
import { readDefaultKubeconfig } from './readDefaultKubeconfig';
import { readPermissionMemory } from './readPermissionMemory';

const MODES = ['kubernetes', 'gitops', 'hybrid'];

/**
 * Reads the `ske.*` and `kubernetes.*` keys about the platform cluster and the access to it.
 *
 * @example
 * ```ts
 * const { platform, warnings } = readSkeConfig(rootConfig);
 * ```
 * @throws {@link SkeConfigError} that names each key at fault and the remedy
 * @public
 */
export function readSkeConfig(config: Config): SkeConfig {
  const problems = new ConfigProblems();
  readMode(config, problems);
  const warnings: string[] = [];
  const platform = config.has('ske.kubernetes')
    ? readNamedCluster(config, problems, warnings)
    : readAmbientCluster(problems, warnings);
  const configuredKinds = readKindsRule(config, problems);
  const permissionMemoryMs = readPermissionMemory(config, problems);
  if (platform?.tls.skipVerify) {
    warnings.push(skippedVerification(platform.name));
  }
  problems.throwIfAny();
  if (!platform) {
    throw new Error(
      'No platform cluster was read, and no problem was recorded',
    );
  }
  const kinds = toKindsRule(platform, configuredKinds);
  if (kinds === 'all' && platform.identity.mode === 'service') {
    warnings.push(sharedKinds(platform.name));
  }
  return {
    mode: 'kubernetes',
    platform,
    kinds,
    permissionMemoryMs,
    warnings,
  };
}

function readMode(config: Config, problems: ConfigProblems): void {
  const mode = problems.read(() => config.getOptionalString('ske.mode'));
  if (mode === undefined || mode === 'kubernetes') {
    return;
  }
  problems.add(
    'ske.mode',
    MODES.includes(mode)
      ? `is "${mode}", which this version does not support yet: set it to "kubernetes", or remove it`
      : `is "${mode}": the only mode that this version supports is "kubernetes", which is the default`,
  );
}

function readNamedCluster(
  config: Config,
  problems: ConfigProblems,
  warnings: string[],
): PlatformConfig | undefined {
  const path = 'ske.kubernetes.platformName';
  const known = problems.count;
  const name = problems.read(() => config.getOptionalString(path));
  if (name === undefined) {
    return problems.count > known
      ? undefined
      : problems.add(
          path,
          'is missing: set it to the name of the platform cluster in kubernetes.clusterLocatorMethods',
        );
  }
  return readPlatformCluster({ config, name, problems, warnings });
}

/** Without `ske.kubernetes` all users share one identity, as in SKE. With `ske.kubernetes` this function is never called. */
function readAmbientCluster(
  problems: ConfigProblems,
  warnings: string[],
): PlatformConfig | undefined {
  const platform = readDefaultKubeconfig(problems);
  if (platform) {
    warnings.push(
      `ske.kubernetes is not configured: every user acts on the platform cluster as ${platform.identity.source}. ` +
        'Set ske.kubernetes.platformName to a cluster with authProvider "oidc", so that each user acts as themselves.',
    );
  }
  return platform;
}

function skippedVerification(cluster: string): string {
  return (
    `TLS verification is off for cluster ${cluster} (skipTLSVerify): a server that takes its place can read the users' tokens. ` +
    "Give the API server's certificate authority as caFile or caData instead."
  );
}

function sharedKinds(cluster: string): string {
  return (
    `ske.kubernetes.kinds is "all", and every user acts on cluster ${cluster} as one identity: each of them can access everything that this identity can access, not only Promises. ` +
    'Remove the key to restrict access to Promises and the kinds that they define.'
  );
}
