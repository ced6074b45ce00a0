export { secondsInStep, withLongWait } from './longWait';
export { readBindingState, type BindingState } from './bindingState';
export { compareByTrouble } from './compareByTrouble';
export {
  findDeepestCause,
  type CauseChain,
  type ContainerCause,
} from './deepestCause';
export { failedAttemptLog } from './failedAttemptLog';
export {
  readDeletion,
  type Deletion,
  type DeletionBlock,
  type DeletionOptions,
} from './deletion';
export type { DeletionStep, DeletionStepCode } from './deletionSteps';
export {
  readHealthOf,
  type HealthRecordState,
  type HealthState,
} from './parts/health';
export { isLabelSet } from './parts/isLabelSet';
export {
  isPickUpLate,
  PICK_UP_WARNING_SECONDS,
  secondsSince,
  type NotPickedUp,
} from './parts/pickUp';
export {
  readPromiseState,
  type PromiseObjectState,
  type PromiseState,
} from './promiseState';
export {
  readRequirements,
  type PromiseRequirement,
  type RequirementState,
} from './parts/requirements';
export {
  bindingQuery,
  isBindingOf,
  isWorkOf,
  worksQueries,
  type RelatedOwner,
  type RelatedQuery,
} from './request/relatedQueries';
export {
  readAvailableSince,
  type RelatedToResource,
} from './request/RelatedToResource';
export type { RequestState } from './request/RequestState';
export { readResourceState } from './resourceState';
export { readRunState } from './runState';
export {
  describeReason,
  stateSentences,
  type ReasonPart,
  type SentenceCode,
} from './parts/sentences';
export type {
  NextStep,
  ObjectState,
  ObservedObject,
  ResourceState,
  StateTone,
  StateWithReason,
} from './parts/StateWithReason';
export { readUpgrade, withUpgrade, type Upgrade } from './upgrade';
export {
  readWorkflow,
  type Workflow,
  type WorkflowPipeline,
} from './parts/workflow';
export {
  readDestinationState,
  readPlacementState,
  readWorkState,
  type DestinationState,
  type PlacementState,
  type WorkState,
} from './parts/works';
export type { StateWord } from './StateWord';
