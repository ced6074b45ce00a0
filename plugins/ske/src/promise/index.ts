export { PromisePage } from './PromisePage';
export { PromiseView, type PromiseViewProps } from './PromiseView';
