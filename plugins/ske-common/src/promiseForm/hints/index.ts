export { type FieldHint, type FormHints, type PageHint } from './FormHints';
export { readFormHints } from './readFormHints';
