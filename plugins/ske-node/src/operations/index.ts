export { AccessService } from './access/AccessService';
export { ResourceActionService } from './actions/ResourceActionService';
export type { PlatformServices } from './createPlatformServices';
export { createPlatformServices } from './createPlatformServices';
export { DiagnosisService } from './diagnosis/DiagnosisService';
export { ResourceEventService } from './events/ResourceEventService';
export { IdentityService } from './access/IdentityService';
export type { PipelineLog } from './pipelines/PipelineLogService';
export { PipelineLogService } from './pipelines/PipelineLogService';
export { PipelineService } from './pipelines/PipelineService';
export type { OperationCaller } from './audit/OperationCaller';
export type { CheckedRequest } from './requests/RequestRecordService';
export { RequestRecordService } from './requests/RequestRecordService';
export { ResourceListService } from './resources/ResourceListService';
export { ResourceService } from './resources/ResourceService';
export { unexpectedFailure } from './watches/endReasons';
export type {
  WatchEndMessage,
  WatchManyMessage,
  WatchMessage,
} from './watches/WatchMessage';
export { WatchService } from './watches/WatchService';
