/**
 * Catalog entities and templates of a Kratix platform cluster, kept by watch.
 *
 * @packageDocumentation
 */
export { catalogModuleKratix, catalogModuleKratix as default } from './module';
export {
  hasPlatformAccess,
  hasPlatformAccessCondition,
  type PlatformAccess,
} from './visibility/hasPlatformAccess';
