export { readBounds } from './bounds';
export { fitsCatalog } from './catalogKeys';
export { readChoiceGroups, type ChoiceGroup } from './choices';
export { convertSchema, readDescription } from './convertSchema';
export { noteUnset, readSpecDefault } from './defaults';
export { withoutAny, type Forbidden } from './Field';
export {
  convertProperties,
  noteUndefinedNames,
  orderNames,
  toOption,
} from './objects';
export { findInvalidDefaults } from './invalidDefaults';
export { below, hintFor, isGiven, type FormContext, type Place } from './Place';
export { allProperties, askedNames, undefinedNames } from './properties';
export { tellRowsApart } from './review';
export { createChoiceRules, createRules } from './rules';
export { withRulesOfParts } from './rulesOfParts';
export { readEnum } from './toCheck';
export {
  INCOMPLETE_ROWS_KEY,
  INVALID_YAML,
  INVALID_YAML_KEY,
} from './unfinished';
export { isEmptyObject, isOfObjectType, whyYaml } from './yamlField';
