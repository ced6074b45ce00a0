export { type FieldPath, parseFieldPath, printFieldPath } from './FieldPath';
