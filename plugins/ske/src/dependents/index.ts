export {
  isChildOf,
  listCandidates,
  MAX_CANDIDATES,
  requiredPromises,
  type Candidate,
} from './candidates';
export { listDestinations } from './listDestinations';
export {
  isWorkOf,
  listWorks,
  placementQueries,
  worksQueries,
  type PlacedWork,
  type Placement,
  type WorkFile,
  type WorkloadGroup,
  type WorkOwner,
} from './listWorks';
export {
  readDependents,
  type Dependents,
  type DependentsOwner,
} from './readDependents';
