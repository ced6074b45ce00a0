import type { PipelineState } from '../api';
import type { BindingState } from './bindingState';
import type { HealthState } from './health';
import type { PromiseState } from './promiseState';
import type { ResourceState } from './StateWithReason';
import type { DestinationState, PlacementState, WorkState } from './works';

/**
 * Every word for the state of an object of any kind. A page has a text for each.
 *
 * @public
 */
export type StateWord =
  | BindingState
  | DestinationState
  | HealthState
  | PipelineState
  | PlacementState
  | PromiseState
  | ResourceState
  | WorkState;
