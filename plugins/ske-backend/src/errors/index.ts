export { createErrorHandler } from './createErrorHandler';
export { rejectUnknownRoute, type RouteMethods } from './rejectUnknownRoute';
export { toErrorFields, toKnownError } from './toHttpError';
