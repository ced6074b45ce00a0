export { ResourceActions } from './ResourceActions';
