export type { ChangedField } from './fieldChanges';
export {
  listChangedFields,
  printPath,
  printValue,
  toFieldChange,
} from './fieldChanges';
export {
  asObject,
  contentOf,
  isObject,
  metadataOf,
  parseJson,
  valueOf,
} from './jsonObject';
export { listRemovals } from './listRemovals';
export { describeFieldManager, ManagedFields } from './managedFields';
export { matchItems } from './matchItems';
export type { KeptField, UpdateManifest } from './keepFieldsOfOthers';
export { keepFieldsOfOthers } from './keepFieldsOfOthers';
export type { JsonPatchOperation } from './mergePatch';
export {
  createMergePatch,
  diffObjects,
  toJsonPatch,
  toJsonPointer,
  withoutRemovals,
} from './mergePatch';
export type { Manifest } from './parseManifest';
export { parseManifest } from './parseManifest';
export { removeAbsentNames } from './removeAbsentNames';
