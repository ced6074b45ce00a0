export {
  hasSecretForm,
  isSecretPath,
  LAST_APPLIED,
  looksSecret,
  MASK,
  maskValue,
  namedPath,
  type IsSecret,
  type MaskedText,
  type ValuePath,
} from './secrets';
export { isObject, numberAt, objectsAt, textAt, valueAt } from './readValues';
