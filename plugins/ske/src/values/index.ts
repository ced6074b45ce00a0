export {
  hasSecretForm,
  isSecretPath,
  looksSecret,
  MASK,
  maskValue,
  namedPath,
  type IsSecret,
  type ValuePath,
} from './secrets';
export { isObject, numberAt, objectsAt, textAt, valueAt } from './readValues';
