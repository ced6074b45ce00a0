export { createErrorHandler } from './createErrorHandler';
export { refuseUnknownRoute, type RouteMethods } from './refuseUnknownRoute';
export { toErrorFields, toKnownError } from './toHttpError';
