export { holdsSecret, isSecretName, isSecretText } from './secretLooking';
export {
  containsSecret,
  fieldPlace,
  hasSecretForm,
  isSecretAt,
  isTooDeep,
  itemPlace,
  LAST_APPLIED,
  looksSecret,
  ROOT,
  type IsSecret,
  type NamedPlace,
} from './secretPlaces';
