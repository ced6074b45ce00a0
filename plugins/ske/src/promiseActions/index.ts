export { PromiseActions } from './PromiseActions';
