export { readPromiseState, type PromiseState } from './promiseState';
export {
  readResourceState,
  type RelatedToResource,
  type ResourceState,
} from './resourceState';
export type { ObservedObject, StateWithReason } from './StateWithReason';
