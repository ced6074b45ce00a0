export { createRowReader, indexBindings } from './createRowReader';
export type { FoundRuns, RunsById } from './FoundRuns';
export type { RequestRow } from './RequestRow';
