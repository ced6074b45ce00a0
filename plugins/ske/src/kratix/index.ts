export { KRATIX_API, promiseRef } from './promiseRef';
