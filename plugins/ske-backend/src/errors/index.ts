export { createErrorHandler } from './createErrorHandler';
export { noIdentity } from './noIdentity';
export { rejectUnknownRoute, type RouteMethods } from './rejectUnknownRoute';
export { toErrorFields, toKnownError } from './toHttpError';
