import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  listConfiguredClusters,
  type TokenKind,
  tokenKinds,
} from '@kratix-portal/plugin-ske-common';

/** The key of the sign-in provider in the metadata of a cluster of Backstage's Kubernetes plugin. */
export const PROVIDER_KEY = 'kubernetes.io/oidc-token-provider';

/** The address of a cluster, and how its certificate is verified. */
export interface ClusterServer {
  url: string;
  caData?: string;
  caFile?: string;
  skipTLSVerify?: boolean;
}

/** A cluster of the configuration that accepts the tokens of sessions. */
export interface SessionCluster {
  /** The address and the certificate authority of the cluster as one text. */
  server: string;
  providerId: string;
  furtherProviderIds: string[];
  /** If it is absent, the `tokenKind` of the provider applies. */
  tokenKind?: TokenKind;
  /** The key of a step between the sign-in and the cluster: `tokenExchange` or `impersonation`. */
  step?: 'tokenExchange' | 'impersonation';
}

/** The address and the certificate authority of a cluster as one text. Two clusters have the same text only if both are equal. */
export function serverOf(cluster: ClusterServer): string {
  const { url, caData, caFile, skipTLSVerify = false } = cluster;
  return JSON.stringify([url, caData, caFile, skipTLSVerify]);
}

/**
 * Reads the clusters of `kubernetes.clusterLocatorMethods` that have a sign-in provider, by their names.
 *
 * @throws InputError
 */
export function readSessionClusters(
  config: Config,
): ReadonlyMap<string, SessionCluster> {
  return new Map(
    listConfiguredClusters(config).flatMap(({ config: cluster, path }) => {
      // In Backstage's Kubernetes plugin the metadata has precedence.
      const metadata =
        cluster.getOptional<Record<string, unknown>>('authMetadata');
      const providerId =
        metadata?.[PROVIDER_KEY] ??
        cluster.getOptionalString('oidcTokenProvider');
      return typeof providerId === 'string'
        ? [[cluster.getString('name'), readCluster(cluster, providerId, path)]]
        : [];
    }),
  );
}

function readCluster(
  cluster: Config,
  providerId: string,
  path: string,
): SessionCluster {
  const kind = cluster.getOptionalString('tokenKind');
  const tokenKind = tokenKinds.find(each => each === kind);
  if (kind !== undefined && !tokenKind) {
    throw new InputError(
      `${path}.tokenKind is "${kind}": set it to one of ${tokenKinds.join(', ')}`,
    );
  }
  return {
    server: serverOf({
      url: cluster.getString('url'),
      caData: cluster.getOptionalString('caData'),
      caFile: cluster.getOptionalString('caFile'),
      skipTLSVerify: cluster.getOptionalBoolean('skipTLSVerify'),
    }),
    providerId,
    furtherProviderIds:
      cluster.getOptionalStringArray('furtherTokenProviders') ?? [],
    tokenKind,
    step: (['tokenExchange', 'impersonation'] as const).find(key =>
      cluster.has(key),
    ),
  };
}
