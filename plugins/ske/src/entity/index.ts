export { entityExtensions } from './extensions';
export { isKratixType, type KratixType } from './isKratixType';
