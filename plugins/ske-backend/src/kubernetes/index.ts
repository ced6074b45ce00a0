export {
  createKubernetesModule,
  type KubernetesStrategies,
} from './createKubernetesModule';
