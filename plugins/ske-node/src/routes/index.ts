export { internalRoutes } from './internalRoutes';
