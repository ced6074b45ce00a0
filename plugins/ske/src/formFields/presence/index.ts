export { NullCheckbox } from './NullCheckbox';
export { Presence } from './Presence';
