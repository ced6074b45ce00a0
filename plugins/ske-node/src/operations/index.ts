export type { AccessService } from './access/AccessService';
export type { ResourceActionService } from './actions/ResourceActionService';
export type { PlatformServices } from './createPlatformServices';
export { createPlatformServices } from './createPlatformServices';
export type { DiagnosisService } from './diagnosis/DiagnosisService';
export type { ResourceEventService } from './events/ResourceEventService';
export type { IdentityService } from './access/IdentityService';
export type { PipelineLog } from './pipelines/PipelineLogService';
export type { PipelineLogService } from './pipelines/PipelineLogService';
export type { PipelineService } from './pipelines/PipelineService';
export type { OperationCaller } from './audit/OperationCaller';
export type { CheckedRequest } from './requests/RequestRecordService';
export type { RequestRecordService } from './requests/RequestRecordService';
export type { ResourceListService } from './resources/ResourceListService';
export type { ResourceService } from './resources/ResourceService';
export { unexpectedFailure } from './watches/endReasons';
export type {
  WatchEndMessage,
  WatchManyMessage,
  WatchMessage,
} from './watches/WatchMessage';
export type { WatchService } from './watches/WatchService';
