export { ConflictTable } from './ConflictTable';
export {
  isEqual,
  mergeValues,
  nameOfItem,
  type ChangePath,
  type ListKeys,
  type MergeChoice,
  type FieldDifference,
} from './mergeValues';
export { readListKeys } from './readListKeys';
export { TextDiff } from './TextDiff';
