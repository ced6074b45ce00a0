import type { PipelineState } from '../api';
import type { BindingState } from './bindingState';
import type { HealthState } from './parts/health';
import type { PromiseState } from './promiseState';
import type { ResourceState } from './parts/StateWithReason';
import type {
  DestinationState,
  PlacementState,
  WorkState,
} from './parts/works';

/**
 * Every word for the state of an object of any kind. A page has a text for each word.
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
