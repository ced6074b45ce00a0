export { AbsentResource } from './AbsentResource';
