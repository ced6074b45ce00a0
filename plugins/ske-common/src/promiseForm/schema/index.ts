export { convertSchema, readDescription } from './convertSchema';
export { withoutAny } from './Field';
export { isPlainName } from './names';
export {
  allProperties,
  convertProperties,
  orderNames,
  requiredNames,
} from './objects';
export { below, hintFor, type FormContext, type Place } from './Place';
export { createRules } from './rules';
export { hasDollarKey } from './toCheck';
export { INVALID_YAML, INVALID_YAML_KEY, whyYaml } from './yamlField';
