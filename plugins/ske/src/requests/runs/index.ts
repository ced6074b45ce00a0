export type { RunsById } from './KnownRuns';
export { useKnownRuns } from './useKnownRuns';
export { wantedRuns } from './wantedRuns';
