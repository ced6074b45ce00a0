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
export { isObject, numberAt, objectsAt, textAt, valueAt } from './readValues';
