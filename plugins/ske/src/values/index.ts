export { isInexact, listInexact } from './inexact';
export {
  containsSecret,
  fieldPlace,
  hasSecretForm,
  isSecretAt,
  itemPlace,
  LAST_APPLIED,
  looksSecret,
  ROOT,
  type IsSecret,
  type NamedPlace,
} from '@kratix-portal/plugin-ske-common';
export { MASK, maskAt, maskValue, placeIn, type MaskedText } from './secrets';
export {
  asObject,
  isObject,
  numberAt,
  objectsAt,
  textAt,
  valueAt,
  withoutUndefined,
} from './readValues';
