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
export { describeFieldManager, ManagedFields } from './managedFields';
export type { UpdateManifest } from './keepFieldsOfOthers';
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
