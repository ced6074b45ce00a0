export { isObject } from './isObject';
export { parseJson } from './parseJson';
