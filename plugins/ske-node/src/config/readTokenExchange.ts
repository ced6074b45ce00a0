import type { Config } from '@backstage/config';
import type { TokenKind } from '@kratix-portal/plugin-ske-common';
import type { ConfigProblems } from './ConfigProblems';
import type { ClusterEntry } from './findCluster';
import type { TokenExchangeConfig } from './PlatformConfig';
import {
  readProviderClient,
  readProviderTokenKind,
} from './readProviderClient';
import { rejectUnknownKeys } from './rejectUnknownKeys';

const SECTION = 'tokenExchange';
const KEYS = [
  'provider',
  'clientId',
  'clientSecret',
  'audience',
  'resource',
  'scope',
  'subjectTokenType',
  'requestedTokenType',
];
const TARGET_KEYS = ['audience', 'resource', 'scope'] as const;

/** RFC 8693, 3. */
const TOKEN_TYPES = {
  access_token: 'urn:ietf:params:oauth:token-type:access_token',
  id_token: 'urn:ietf:params:oauth:token-type:id_token',
  jwt: 'urn:ietf:params:oauth:token-type:jwt',
};

/** Reads `tokenExchange` of a cluster. Without this section tokens are not exchanged. */
export function readTokenExchange(options: {
  config: Config;
  entry: ClusterEntry;
  oidcTokenProvider: string;
  tokenKind: TokenKind | undefined;
  problems: ConfigProblems;
}): TokenExchangeConfig | undefined {
  const { config, entry, oidcTokenProvider, tokenKind, problems } = options;
  const section = problems.read(() => entry.config.getOptionalConfig(SECTION));
  if (!section) {
    return undefined;
  }
  const path = `${entry.path}.${SECTION}`;
  rejectUnknownKeys(section, { path, known: KEYS, problems });
  const known = problems.count;
  const text = (key: string) =>
    problems.read(() => section.getOptionalString(key));
  const providerId = text('provider') ?? oidcTokenProvider;
  const target = readTarget(text, path, problems);
  const provider = readProviderClient({
    config,
    id: providerId,
    neededBy: path,
    problems,
  });
  // The exchanged token comes from the sign-in, also if another provider exchanges it.
  const kind =
    tokenKind ??
    readProviderTokenKind({ config, id: oidcTokenProvider, problems }) ??
    'access';
  const subjectTokenType = readTokenType(
    'subjectTokenType',
    text('subjectTokenType') ?? `${kind}_token`,
    path,
    problems,
  );
  const limits = provider?.exchange;
  const requestedTokenType = readTokenType(
    'requestedTokenType',
    text('requestedTokenType') ?? limits?.requestedTokenType ?? 'access_token',
    path,
    problems,
  );
  const ownId = text('clientId');
  const ownSecret = text('clientSecret');
  if (problems.count > known) {
    return undefined;
  }
  if ((ownId === undefined) !== (ownSecret === undefined)) {
    return problems.add(
      `${path}.${ownId === undefined ? 'clientId' : 'clientSecret'}`,
      'is missing: set both clientId and clientSecret, or remove both to use the client of the provider',
    );
  }
  if (!provider || !target || !subjectTokenType || !requestedTokenType) {
    return undefined;
  }
  if (limits && kind !== 'access') {
    return problems.add(
      `${entry.path}.tokenKind`,
      `must be "access", because ${provider.path} exchanges only access tokens: set it on this cluster`,
    );
  }
  const types = { subjectTokenType, requestedTokenType };
  for (const key of ['subjectTokenType', 'requestedTokenType'] as const) {
    if (limits && types[key] !== TOKEN_TYPES[limits[key]]) {
      return problems.add(
        `${path}.${key}`,
        `must be "${limits[key]}", because ${provider.path} exchanges nothing else: remove it`,
      );
    }
  }
  const id = ownId ?? provider.clientId;
  const secret = ownSecret ?? provider.clientSecret;
  if (id === undefined || secret === undefined) {
    return problems.add(
      `${path}.clientId`,
      `is missing, and ${provider.path} has no clientId with a clientSecret: set both here or there`,
    );
  }
  return {
    path,
    providerId,
    metadataUrl: provider.metadataUrl,
    client: { id, secret, authMethod: provider.authMethod },
    target,
    ...types,
  };
}

function readTarget(
  text: (key: string) => string | undefined,
  path: string,
  problems: ConfigProblems,
): TokenExchangeConfig['target'] | undefined {
  const target: TokenExchangeConfig['target'] = {};
  const known = problems.count;
  for (const key of TARGET_KEYS) {
    const value = text(key);
    if (value !== undefined) {
      target[key] = value;
    }
  }
  if (Object.keys(target).length === 0 && problems.count === known) {
    return problems.add(
      `${path}.audience`,
      'is missing, and so are resource and scope: set at least one of the three to what the provider issues tokens of this cluster for',
    );
  }
  return target;
}

function readTokenType(
  key: string,
  name: string,
  path: string,
  problems: ConfigProblems,
): string | undefined {
  const type = Object.entries(TOKEN_TYPES).find(([each]) => each === name)?.[1];
  return (
    type ??
    problems.add(
      `${path}.${key}`,
      `is "${name}": set it to one of ${Object.keys(TOKEN_TYPES).join(', ')}`,
    )
  );
}
