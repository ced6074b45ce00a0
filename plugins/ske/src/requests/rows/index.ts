export { createRowReader, indexBindings } from './createRowReader';
export type { RequestRow } from './RequestRow';
