export { MissingPart } from './MissingPart';
