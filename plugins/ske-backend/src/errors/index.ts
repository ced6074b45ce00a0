export { createErrorHandler } from './createErrorHandler';
export { refuseUnknownRoute } from './refuseUnknownRoute';
export { toErrorFields, toHttpError, toKnownError } from './toHttpError';
