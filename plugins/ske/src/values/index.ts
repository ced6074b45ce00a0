export { isObject, numberAt, objectsAt, textAt, valueAt } from './readValues';
