export { ref } from './database';
export { designedStates, type DesignedState } from './designedStates';
