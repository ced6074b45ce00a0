export { AbsentResource } from './AbsentResource';
export { readPresence, type Presence } from './readPresence';
