export { ConflictTable } from './ConflictTable';
export {
  isEqual,
  mergeValues,
  type MergeChoice,
  type FieldDifference,
} from './mergeValues';
export { readListKeys } from './readListKeys';
export { TextDiff } from './TextDiff';
