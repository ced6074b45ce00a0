export { isDeeperThan } from './isDeeperThan';
export { isObject } from './isObject';
export { parseJson } from './parseJson';
