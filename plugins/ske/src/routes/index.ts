export * from './paths';
export {
  promiseRouteRef,
  resourceRouteRef,
  rootRouteRef,
  templateRouteRef,
} from './routes';
export { useLinks, type Links } from './useLinks';
