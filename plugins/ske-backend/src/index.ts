/**
 * The ske backend plugin: HTTP routes and scaffolder actions that act on the platform cluster as the user.
 *
 * @packageDocumentation
 */
export { skeFeatures as default, skePlugin } from './plugin';
export {
  scaffolderModule as scaffolderModuleSke,
  scaffolderModuleSkeExtensions,
} from './actions';
export {
  createKubernetesModule,
  type KubernetesStrategies,
} from './kubernetes';
