export { entityExtensions } from './extensions';
export { isKratixType, kratixTypeOf, type KratixType } from './isKratixType';
