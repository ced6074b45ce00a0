import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  listConfiguredClusters,
  type TokenKind,
  tokenKinds,
} from '@kratix-portal/plugin-ske-common';

/** The kinds of tokens that a provider issues for API servers. */
export interface TokenKinds {
  /** The `tokenKind` of the provider. */
  default: TokenKind;
  /** The kind that the platform cluster gets. The claim `tok` can contain only one token, and it contains a token of this kind. */
  platform: TokenKind;
  /** The kinds that clusters of this provider need, so that a session keeps them valid. */
  needed: readonly TokenKind[];
}

/**
 * Reads `tokenKind` of a provider and of the clusters that name it as their `oidcTokenProvider` or under
 * `furtherTokenProviders`. A cluster without the key gets the default of the provider.
 */
export function readTokenKinds(options: {
  rootConfig: Config;
  providerId: string;
  /** The section of the provider, with the values of its preset. */
  section: Config;
}): TokenKinds {
  const { rootConfig, providerId, section } = options;
  const own = (section.getOptionalString('tokenKind') ?? 'access') as TokenKind;
  const platformName = rootConfig.getOptionalString(
    'ske.kubernetes.platformName',
  );
  const clusters = listClusters(rootConfig).filter(({ providerIds }) =>
    providerIds.includes(providerId),
  );
  const kinds = clusters.map(({ tokenKind }) => tokenKind ?? own);
  const platform = clusters.find(({ name }) => name === platformName);
  return {
    default: own,
    platform: platform?.tokenKind ?? own,
    needed: kinds.length > 0 ? [...new Set(kinds)] : [own],
  };
}

function listClusters(rootConfig: Config) {
  return listConfiguredClusters(rootConfig).map(({ config, path }) => ({
    name: config.getOptionalString('name'),
    providerIds: [
      config.getOptionalString('oidcTokenProvider'),
      ...(config.getOptionalStringArray('furtherTokenProviders') ?? []),
    ],
    tokenKind: readTokenKind(config, path),
  }));
}

/** @throws InputError that names the key and the values that it can have */
export function readTokenKind(
  section: Config,
  path: string,
): TokenKind | undefined {
  const value = section.getOptional('tokenKind');
  const kind = tokenKinds.find(each => each === value);
  if (value !== undefined && kind === undefined) {
    throw new InputError(
      `${path}.tokenKind must be one of ${tokenKinds.join(', ')}: the token that the API server accepts`,
    );
  }
  return kind;
}
