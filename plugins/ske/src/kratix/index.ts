export { KRATIX_API, promiseRef } from './promiseRef';
export { NOT_SET } from './version';
