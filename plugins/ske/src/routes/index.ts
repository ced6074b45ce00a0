export * from './paths';
export { promiseRouteRef, resourceRouteRef, rootRouteRef } from './routes';
export { useLinks, type Links } from './useLinks';
