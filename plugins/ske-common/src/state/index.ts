export { isLabelSet } from './isLabelSet';
export { readPromiseState, type PromiseState } from './promiseState';
export { readResourceState, type RelatedToResource } from './resourceState';
export type {
  ObservedObject,
  ResourceState,
  StateWithReason,
} from './StateWithReason';
export { readUpgrade, withUpgrade, type Upgrade } from './upgrade';
