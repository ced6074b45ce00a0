export { parseInput } from './parseInput';
export { flag, wholeNumber } from './queryValues';
export { readBody } from './readBody';
export { refSchema, refWith } from './refSchema';
