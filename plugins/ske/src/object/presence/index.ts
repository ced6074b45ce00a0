export { DeletedNotice } from './DeletedNotice';
export { NotLiveNotice } from './NotLiveNotice';
export { readPresence, type ObjectPresence } from './readPresence';
export { ReplacedNotice } from './ReplacedNotice';
export { SlowDeletionNotice } from './SlowDeletionNotice';
export { useWatchedObject } from './useWatchedObject';
