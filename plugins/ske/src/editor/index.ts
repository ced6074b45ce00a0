export { checkYaml, type CheckCode, type CheckProblem } from './checkYaml';
export { parseFieldPath, printFieldPath } from './fieldPath';
export {
  asObject,
  isImmutable,
  schemaAt,
  toObjectSchema,
  type FieldPath,
  type Schema,
} from './schema';
export {
  YamlEditor,
  type OutsideProblem,
  type YamlEditorProps,
} from './YamlEditor';
export type { Complete, ReadOnlyPart } from './YamlCode';
export { YamlSource, type TextRange } from './YamlSource';
