export { useKnownRuns } from './useKnownRuns';
export { wantedRuns } from './wantedRuns';
