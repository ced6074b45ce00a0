export * from './crds/kratixCrds';
export * from './kubernetes/KubernetesApi';
export * from './kubernetes/objects';
export * from './kubernetes/resourceTypes';
export { pause, watchResource } from './kubernetes/watchResource';
export { differencesOf } from './recordings/compareRecordings';
export * from './recordings/recordCluster';
export type { RecordedLine, RecordedObject } from './recordings/RecordedLine';
export {
  listFixtures,
  readFixture,
  readRecording,
  type RecordingFixture,
} from './recordings/recording';
export {
  reduceRecording,
  type ReducedRecording,
} from './recordings/reduceRecording';
export { sharedKratixFolder } from './shared/sharedFolder';
export { findCondition } from './standIn/kratixConditions';
export { hasApi, requestTypeOf } from './standIn/crdDerivation';
export {
  controllerAccount,
  demoNames,
  labelNames,
  systemNamespace,
} from './standIn/kratixNames';
export * from './standIn/kratixObjects';
export { standInProgram } from './standInProgram';
