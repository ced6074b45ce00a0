export { createErrorHandler } from './createErrorHandler';
export { refuseUnknownRoute, type RouteMethods } from './refuseUnknownRoute';
export { toErrorFields, toHttpError, toKnownError } from './toHttpError';
