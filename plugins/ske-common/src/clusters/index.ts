export {
  type ConfiguredCluster,
  type ConfiguredClustersOptions,
  listConfiguredClusters,
} from './listConfiguredClusters';
