export { CauseList } from './CauseList';
export { FormPage } from './FormPage';
export {
  type FormPosition,
  type FormValues,
  type PageSchema,
  valueAt,
} from './FormValues';
export { generatedFields } from './generatedFields';
export { ManifestForm } from './ManifestForm';
export { parseFieldPath } from './parseFieldPath';
export {
  formatFieldPath,
  listHidden,
  placeCauses,
  type PlacedCause,
} from './placeCauses';
export { readFragment, readValues, toFragment } from './prefill';
export {
  hasPasswords,
  withoutPasswords,
  withoutSecrets,
} from './withoutSecrets';
