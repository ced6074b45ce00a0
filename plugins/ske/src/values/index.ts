export { isInexact, listInexact } from './inexact';
export { MASK, maskAt, maskValue, placeIn, type MaskedText } from './secrets';
export { printPlain } from './printPlain';
export {
  asObject,
  isObject,
  numberAt,
  objectsAt,
  textAt,
  valueAt,
  withoutUndefined,
} from './readValues';
