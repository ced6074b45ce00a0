export * from './paths';
export { rootRouteRef } from './routes';
export { useLinks, type Links } from './useLinks';
