/**
 * Keeps catalog entities and templates up to date with a Kratix platform cluster by watch.
 *
 * @packageDocumentation
 */
export { catalogModuleKratix, catalogModuleKratix as default } from './module';
export {
  hasPlatformAccess,
  hasPlatformAccessCondition,
  type PlatformAccess,
} from './visibility/hasPlatformAccess';
