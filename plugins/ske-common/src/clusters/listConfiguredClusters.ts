import type { Config } from '@backstage/config';

const METHODS = 'kubernetes.clusterLocatorMethods';

/**
 * A cluster of `kubernetes.clusterLocatorMethods`.
 *
 * @public
 */
export interface ConfiguredCluster {
  /** The configuration of the cluster. */
  config: Config;
  /** The path of its entry, for messages. */
  path: string;
}

/**
 * How {@link listConfiguredClusters} reads.
 *
 * @public
 */
export interface ConfiguredClustersOptions {
  /** Reads a value, for callers that collect errors. By default an error is thrown. */
  read?: <T>(get: () => T | undefined) => T | undefined;
  /** Reads the clusters of locators of every type. */
  everyType?: boolean;
}

/**
 * Lists the clusters of `kubernetes.clusterLocatorMethods` whose locator has the type `config`: The backend of the `ske` plugins ignores the clusters of
 * locators of other types, and so does this function, so that the frontend and the backend list the same clusters.
 *
 * @public
 */
export function listConfiguredClusters(
  config: Config,
  options: ConfiguredClustersOptions = {},
): ConfiguredCluster[] {
  const { read = get => get(), everyType = false } = options;
  const locators = read(() => config.getOptionalConfigArray(METHODS)) ?? [];
  return locators.flatMap((locator, locatorIndex) => {
    const isRead =
      everyType || read(() => locator.getOptionalString('type')) === 'config';
    const clusters = isRead
      ? (read(() => locator.getOptionalConfigArray('clusters')) ?? [])
      : [];
    return clusters.map((cluster, index) => ({
      config: cluster,
      path: `${METHODS}[${locatorIndex}].clusters[${index}]`,
    }));
  });
}
