export {
  createRowReader,
  indexBindings,
  type RequestCollection,
} from './createRowReader';
export type { RequestRow } from './RequestRow';
