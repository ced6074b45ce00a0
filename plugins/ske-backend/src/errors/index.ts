export { createErrorHandler } from './createErrorHandler';
export {
  methodNotAllowed,
  refuseUnknownRoute,
  type RouteMethods,
} from './refuseUnknownRoute';
export { toErrorFields, toHttpError, toKnownError } from './toHttpError';
