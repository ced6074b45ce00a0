import { Config } from '@backstage/config';
import { ConfigProblems } from './ConfigProblems';
import { ClusterEntry, findCluster } from './findCluster';
import {
  ApiServerConfig,
  PlatformConfig,
  ServicePlatformConfig,
} from './PlatformConfig';
import { readProxy } from './readProxy';
import { readTls } from './readTls';
import { readApiServerUrl } from './readApiServerUrl';
import { readUserIdentity } from './readUserIdentity';
import { readUserNameClaim, rejectUserNameClaim } from './readUserNameClaim';
import { withAuthMode } from './withAuthMode';
import { NOT_A_TOKEN, TOKEN } from './tokenText';

const KEY = 'ske.kubernetes.platformName';

/** Reads the cluster that `ske.kubernetes.platformName` names. It finds the cluster by its name in the same way as Backstage's Kubernetes plugin. */
export function readPlatformCluster(options: {
  config: Config;
  name: string;
  problems: ConfigProblems;
  warnings: string[];
}): PlatformConfig | undefined {
  const { config, name, problems, warnings } = options;
  const entry = findCluster({ config, name, referredBy: KEY, problems });
  if (!entry) {
    return undefined;
  }
  const url = readApiServerUrl(entry.config, entry.path, problems);
  const tls = readTls(entry.config, entry.path, problems);
  const proxy = readProxy(entry.config, {
    clusterPath: entry.path,
    url: url ?? '',
    problems,
  });
  const apiServer = { name, url: url ?? '', tls, ...(proxy && { proxy }) };
  return readIdentity(config, entry, apiServer, problems, warnings);
}

function readIdentity(
  config: Config,
  entry: ClusterEntry,
  apiServer: ApiServerConfig,
  problems: ConfigProblems,
  warnings: string[],
): PlatformConfig | undefined {
  const path = `${entry.path}.authProvider`;
  const known = problems.count;
  const authProvider = problems.read(() =>
    entry.config.getOptionalString('authProvider'),
  );
  switch (authProvider) {
    case 'oidc':
      return withAuthMode(
        config,
        readUserNameClaim(
          config,
          readUserIdentity({ config, entry, apiServer, problems, warnings }),
          problems,
        ),
        problems,
      );
    case 'serviceAccount':
      rejectUserNameClaim(config, apiServer.name, problems);
      return readServiceAccount(entry, apiServer, problems, warnings);
    case undefined:
      return problems.count > known
        ? undefined
        : problems.add(
            path,
            'is missing: set it to "oidc", so that each user acts as themselves, or to "serviceAccount"',
          );
    default:
      return problems.add(
        path,
        `is "${authProvider}", which the ske plugin does not support: use "oidc" or "serviceAccount"`,
      );
  }
}

function readServiceAccount(
  entry: ClusterEntry,
  apiServer: ApiServerConfig,
  problems: ConfigProblems,
  warnings: string[],
): ServicePlatformConfig | undefined {
  const path = `${entry.path}.serviceAccountToken`;
  const known = problems.count;
  const token = problems
    .read(() => entry.config.getOptionalString('serviceAccountToken'))
    ?.trim();
  if (!token) {
    return problems.count > known
      ? undefined
      : problems.add(
          path,
          'is missing: with authProvider "serviceAccount", set it to a token of the service account, best from an environment variable',
        );
  }
  if (!TOKEN.test(token)) {
    return problems.add(path, NOT_A_TOKEN);
  }
  const source = `the service account whose token is in ${path}`;
  warnings.push(
    `Cluster ${apiServer.name} has authProvider "serviceAccount": every user acts on it as ${source}. ` +
      'Use authProvider "oidc", so that each user acts as themselves.',
  );
  return {
    ...apiServer,
    identity: {
      mode: 'service',
      source,
      credentials: { authorization: async () => `Bearer ${token}` },
    },
  };
}
