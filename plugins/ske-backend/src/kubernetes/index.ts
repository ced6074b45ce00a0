export {
  type BackstageStrategies,
  createKubernetesModule,
} from './createKubernetesModule';
