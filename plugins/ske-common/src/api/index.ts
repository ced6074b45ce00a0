export type {
  AccessAnswer,
  AccessAnswers,
  AccessQuestion,
  AccessVerb,
} from './access';
export type {
  ResourceActionInput,
  ResourceActionName,
  ResourceActionResult,
  UpgradeInput,
  UpgradeResult,
} from './actions';
export type { PipelineLogQuery } from './logs';
export type {
  PipelineContainer,
  PipelinePod,
  PipelineRun,
  PipelineRuns,
  PipelineState,
  UnavailablePart,
} from './PipelineRuns';
export type { ResourceEvent, ResourceEvents } from './ResourceEvents';
export type {
  ResourceList,
  ResourceListFilter,
  ResourceListQuery,
} from './ResourceList';
export type { StreamEndReason } from './streamEnds';
export { streamEndReasons } from './streamEnds';
export type { WatchEndReason, WatchEvent, WatchQuery } from './watch';
export type { WatchManyEvent, WatchSubscription } from './watchMany';
export type { WhoAmI } from './WhoAmI';
