export { ConflictTable } from './ConflictTable';
export {
  isEqual,
  keyOfPath,
  mergeValues,
  type ChangePath,
  type MergeChoice,
  type FieldDifference,
} from './mergeValues';
export { readListKeys } from './readListKeys';
export { readManagers } from './readManagers';
export { TextDiff } from './TextDiff';
