export { designedStates, ref, type DesignedState } from './designedStates';
