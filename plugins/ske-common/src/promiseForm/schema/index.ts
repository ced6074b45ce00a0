export { readBounds } from './bounds';
export { fitsCatalog } from './catalogKeys';
export { readChoices } from './choices';
export { convertSchema, readDescription } from './convertSchema';
export { withoutAny, type Forbidden } from './Field';
export { isPlainName } from './names';
export { convertProperties, orderNames } from './objects';
export { below, hintFor, type FormContext, type Place } from './Place';
export { allProperties, requiredNames } from './properties';
export { tellRowsApart } from './review';
export { createRules } from './rules';
export {
  INVALID_YAML,
  INVALID_YAML_KEY,
  isEmptyObject,
  whyYaml,
} from './yamlField';
