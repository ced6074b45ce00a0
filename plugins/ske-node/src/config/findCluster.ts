import { Config } from '@backstage/config';
import {
  listConfiguredClusters,
  type ConfiguredCluster,
} from '@kratix-portal/plugin-ske-common';
import { ConfigProblems } from './ConfigProblems';

const METHODS = 'kubernetes.clusterLocatorMethods';

/** One cluster of the configuration. */
export interface ClusterEntry extends ConfiguredCluster {
  name: string | undefined;
}

/** Finds a cluster by its name, as Backstage's Kubernetes plugin does. `referredBy` is the path of the key that holds the name, for messages. */
export function findCluster(options: {
  config: Config;
  name: string;
  referredBy: string;
  problems: ConfigProblems;
}): ClusterEntry | undefined {
  const { config, name, referredBy, problems } = options;
  const clusters = listClusters(config, problems);
  const found = clusters.filter(cluster => cluster.name === name);
  if (found.length > 1) {
    const paths = found.map(cluster => cluster.path).join(' and ');
    return problems.add(
      referredBy,
      `is "${name}", and more than one cluster has this name (${paths}): give each cluster its own name`,
    );
  }
  if (found.length === 0) {
    const names = clusters.flatMap(cluster => cluster.name ?? []);
    return problems.add(
      referredBy,
      names.length > 0
        ? `is "${name}", which is not a cluster of ${METHODS}[type=config]. Known clusters: ${names.join(
            ', ',
          )}`
        : `is "${name}", but no cluster is configured: list it in ${METHODS}, in an entry with type "config"`,
    );
  }
  return found[0];
}

/** The `oidcTokenProvider` of all clusters, except the given ones. */
export function listOtherTokenProviders(options: {
  config: Config;
  ownProviders: readonly string[];
  problems: ConfigProblems;
}): string[] {
  const { config, ownProviders, problems } = options;
  const ids = listClusters(config, problems).flatMap(
    cluster =>
      problems.read(() =>
        cluster.config.getOptionalString('oidcTokenProvider'),
      ) ?? [],
  );
  return [...new Set(ids)].filter(id => !ownProviders.includes(id));
}

function listClusters(
  config: Config,
  problems: ConfigProblems,
): ClusterEntry[] {
  return listConfiguredClusters(config, {
    read: get => problems.read(get),
  }).map(cluster => ({
    ...cluster,
    name: problems.read(() => cluster.config.getOptionalString('name')),
  }));
}
