export { parseFieldManager } from './fieldManager';
export { ResourceWriter } from './ResourceWriter';
