export {
  isChildOf,
  listCandidates,
  MAX_CANDIDATES,
  requiredPromises,
} from './candidates';
export { listDestinations } from './listDestinations';
export {
  listWorks,
  placementQueries,
  type PlacedWork,
  type Placement,
  type WorkFile,
  type WorkloadGroup,
} from './listWorks';
export { readDependents, type Dependents } from './readDependents';
