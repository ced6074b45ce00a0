export { isSecretPath, MASK } from './secrets';
export { isObject, numberAt, objectsAt, textAt, valueAt } from './readValues';
