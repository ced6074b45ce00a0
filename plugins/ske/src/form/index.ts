export { applyChanges } from './applyChanges';
export { FormColumns } from './FormColumns';
export { FormPage } from './FormPage';
export type { FormPosition, FormValues, PageSchema } from './FormValues';
export { HiddenFields } from './HiddenFields';
export { maskCauses } from './maskCauses';
export { listMisfits } from './listMisfits';
export { ManifestForm } from './ManifestForm';
export { ManifestText } from './ManifestText';
export { ModeSwitch } from './ModeSwitch';
export { openSpec } from './openSpec';
export { listHidden, placeCauses, type PlacedCause } from './placeCauses';
export {
  readFragment,
  readPrefillState,
  readValues,
  toFragment,
  type Prefill,
} from './prefill';
export { translatePages } from './translatePages';
export { findUnfinishedPage, isUnfinished, withoutMarks } from './unfinished';
export { maskPrinted, secretsOf } from './secretsOf';
export { updateYaml } from './updateYaml';
export { useOpenCauses } from './useOpenCauses';
export {
  hasPasswords,
  leaveOutSecrets,
  withoutPasswords,
  withoutSecrets,
} from './withoutSecrets';
export { YamlSide } from './YamlSide';
