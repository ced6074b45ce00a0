export { becomeStream } from './becomeStream';
export { sendEvents } from './EventStream';
export { toWatchManyText, toWatchText } from './eventText';
export { Heartbeat } from './Heartbeat';
export { rejectHead } from './rejectHead';
export { sendLog } from './sendLog';
export { DEFAULT_STREAM_LIMITS } from './StreamLimits';
