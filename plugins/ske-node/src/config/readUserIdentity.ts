import type { Config } from '@backstage/config';
import { type TokenKind, tokenKinds } from '@kratix-portal/plugin-ske-common';
import type { ConfigProblems } from './ConfigProblems';
import { type ClusterEntry, listOtherTokenProviders } from './findCluster';
import type { ApiServerConfig, UserPlatformConfig } from './PlatformConfig';
import { readImpersonation } from './readImpersonation';
import { readTokenExchange } from './readTokenExchange';

/** Reads a cluster on which each user has their own identity. */
export function readUserIdentity(options: {
  config: Config;
  entry: ClusterEntry;
  apiServer: ApiServerConfig;
  problems: ConfigProblems;
  warnings: string[];
}): UserPlatformConfig | undefined {
  const { config, entry, apiServer, problems, warnings } = options;
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
  const furtherTokenProviders = readFurtherProviders(entry, problems);
  const otherTokenProviders = listOtherTokenProviders({
    config,
    ownProviders: [oidcTokenProvider, ...furtherTokenProviders],
    problems,
  });
  const step = readClusterStep({
    ...options,
    oidcTokenProvider,
    tokenKind,
  });
  return {
    ...apiServer,
    identity: {
      mode: 'user',
      oidcTokenProvider,
      ...(furtherTokenProviders.length > 0 && { furtherTokenProviders }),
      ...(tokenKind && { tokenKind }),
      ...step,
      ...(otherTokenProviders.length > 0 && { otherTokenProviders }),
    },
  };
}

/** Reads the optional step between the sign-in and the cluster: a token exchange or an impersonation. */
function readClusterStep(options: {
  config: Config;
  entry: ClusterEntry;
  apiServer: ApiServerConfig;
  problems: ConfigProblems;
  warnings: string[];
  oidcTokenProvider: string;
  tokenKind: TokenKind | undefined;
}): Pick<UserPlatformConfig['identity'], 'tokenExchange' | 'impersonation'> {
  const { entry, apiServer, problems, warnings } = options;
  const tokenExchange = readTokenExchange(options);
  const impersonation = readImpersonation(options);
  if (entry.config.has('tokenExchange') && entry.config.has('impersonation')) {
    problems.add(
      `${entry.path}.impersonation`,
      'and tokenExchange are both set: keep one of the two, preferably tokenExchange',
    );
  }
  if (impersonation) {
    warnings.push(
      `${impersonation.path}: the portal authenticates the users of cluster ${apiServer.name} itself, and a service account acts for them. ` +
        'Prefer a cluster that trusts the OIDC provider.',
    );
  }
  return {
    ...(tokenExchange && { tokenExchange }),
    ...(impersonation && { impersonation }),
  };
}

/** Rejects further providers together with an exchange or an impersonation, because these work with the tokens of a single issuer. */
function readFurtherProviders(
  entry: ClusterEntry,
  problems: ConfigProblems,
): string[] {
  const path = `${entry.path}.furtherTokenProviders`;
  const ids = problems.read(() =>
    entry.config.getOptionalStringArray('furtherTokenProviders'),
  );
  const step = ['tokenExchange', 'impersonation'].find(key =>
    entry.config.has(key),
  );
  if (ids && ids.length > 0 && step !== undefined) {
    problems.add(
      path,
      `and ${step} are both set: ${step} is for the tokens of one provider, so remove one of the two`,
    );
  }
  return [...new Set(ids)];
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
