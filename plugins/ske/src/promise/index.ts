export { PromisePage } from './PromisePage';
export { PromiseView } from './PromiseView';
