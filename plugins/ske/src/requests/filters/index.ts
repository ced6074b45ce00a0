export { countByState, countStates, type StateCount } from './countRows';
export { createRowFilter } from './filterRows';
export {
  listOptions,
  shortRequester,
  type FilterOption,
  type FilterOptions,
} from './listOptions';
export * from './RequestFilters';
export { readView, searchOf, writeView } from './viewParams';
