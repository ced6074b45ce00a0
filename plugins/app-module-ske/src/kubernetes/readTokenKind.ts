import type { Config } from '@backstage/config';
import {
  findProviderPreset,
  listConfiguredClusters,
  type TokenKind,
  tokenKinds,
} from '@kratix-portal/plugin-ske-common';

/**
 * Reads which token of a provider goes to API servers: the `tokenKind` of the provider's first cluster with this key, otherwise the `tokenKind` of
 * the provider, otherwise the `tokenKind` of the preset. Backstage's Kubernetes plugin asks for a provider and not for a cluster, so in that plugin all clusters of a
 * provider get the same kind of token.
 */
export function readTokenKind(config: Config, providerId: string): TokenKind {
  const environment =
    config.getOptionalString('auth.environment') ?? 'development';
  const path = `auth.providers.${providerId}`;
  const environments = config.getOptional(path);
  const section = objectOf(objectOf(environments)[environment]);
  const ofCluster = listConfiguredClusters(config)
    .map(cluster => cluster.config)
    .filter(
      cluster =>
        cluster.getOptionalString('oidcTokenProvider') === providerId ||
        cluster
          .getOptionalStringArray('furtherTokenProviders')
          ?.includes(providerId),
    )
    .map(cluster => cluster.getOptional('tokenKind'));
  return (
    [...ofCluster, section.tokenKind]
      .map(value => tokenKinds.find(each => each === value))
      .find(kind => kind !== undefined) ??
    findProviderPreset(section.preset)?.tokenKind ??
    'access'
  );
}

function objectOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)
    : {};
}
