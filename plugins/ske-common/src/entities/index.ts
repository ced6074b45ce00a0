export { resourceComponentRef } from './resourceComponentRef';
