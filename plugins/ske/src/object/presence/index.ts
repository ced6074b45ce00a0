export { readPresence, type Presence } from './readPresence';
export { useWatchedObject, type WatchedObject } from './useWatchedObject';
