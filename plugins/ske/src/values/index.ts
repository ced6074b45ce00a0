export { isInexact, listInexact } from './inexact';
export {
  containsSecret,
  fieldPlace,
  hasSecretForm,
  isSecretAt,
  itemPlace,
  LAST_APPLIED,
  looksSecret,
  MASK,
  maskAt,
  maskValue,
  placeIn,
  ROOT,
  type IsSecret,
  type MaskedText,
  type NamedPlace,
} from './secrets';
export {
  asObject,
  isObject,
  numberAt,
  objectsAt,
  textAt,
  valueAt,
  withoutUndefined,
} from './readValues';
