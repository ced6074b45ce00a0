import { Config } from '@backstage/config';
import { type TokenKind, tokenKinds } from '@kratix-portal/plugin-ske-common';
import { ConfigProblems } from './ConfigProblems';
import {
  ClusterEntry,
  findCluster,
  listOtherTokenProviders,
} from './findCluster';
import {
  ApiServerConfig,
  PlatformConfig,
  ServicePlatformConfig,
  UserPlatformConfig,
} from './PlatformConfig';
import { readProxy } from './readProxy';
import { readAuthMode } from './readAuthMode';
import { readTls } from './readTls';
import { readApiServerUrl } from './readApiServerUrl';
import { readUserNameClaim, refuseUserNameClaim } from './readUserNameClaim';

const KEY = 'ske.kubernetes.platformName';

/** Reads the cluster that `ske.kubernetes.platformName` names. It looks the name up as Backstage's Kubernetes plugin does. */
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
      return readAuthMode(
        config,
        readUserNameClaim(
          config,
          readUserIdentity(config, entry, apiServer, problems, warnings),
          problems,
        ),
        problems,
      );
    case 'serviceAccount':
      refuseUserNameClaim(config, apiServer.name, problems);
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

function readUserIdentity(
  config: Config,
  entry: ClusterEntry,
  apiServer: ApiServerConfig,
  problems: ConfigProblems,
  warnings: string[],
): UserPlatformConfig | undefined {
  const path = `${entry.path}.oidcTokenProvider`;
  const known = problems.count;
  const oidcTokenProvider = problems.read(() =>
    entry.config.getOptionalString('oidcTokenProvider'),
  );
  if (!oidcTokenProvider) {
    return problems.count > known
      ? undefined
      : problems.add(
          path,
          'is missing: with authProvider "oidc", set it to the id of the provider in auth.providers that users sign in with, such as "keycloak"',
        );
  }
  if (entry.config.has('serviceAccountToken')) {
    warnings.push(
      `${entry.path}.serviceAccountToken is never used by the ske plugin: with authProvider "oidc" each user acts as themselves.`,
    );
  }
  const tokenKind = readTokenKind(entry, problems);
  const otherTokenProviders = listOtherTokenProviders({
    config,
    oidcTokenProvider,
    problems,
  });
  return {
    ...apiServer,
    identity: {
      mode: 'user',
      oidcTokenProvider,
      ...(tokenKind && { tokenKind }),
      ...(otherTokenProviders.length > 0 && { otherTokenProviders }),
    },
  };
}

function readTokenKind(
  entry: ClusterEntry,
  problems: ConfigProblems,
): TokenKind | undefined {
  const text = problems.read(() => entry.config.getOptionalString('tokenKind'));
  const kind = tokenKinds.find(each => each === text);
  if (text !== undefined && kind === undefined) {
    problems.add(
      `${entry.path}.tokenKind`,
      `is "${text}": set it to one of ${tokenKinds.join(', ')}, the token that the API server accepts. By default the provider's tokenKind applies`,
    );
  }
  return kind;
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
  if (!/^[A-Za-z0-9._~+/=-]+$/.test(token)) {
    return problems.add(
      path,
      'has characters that a token cannot have: check for quotes, spaces or a line break inside it',
    );
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
