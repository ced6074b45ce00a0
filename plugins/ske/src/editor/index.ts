export { checkYaml, type CheckCode, type CheckProblem } from './checkYaml';
export { immutablePaths, isImmutable } from './immutablePaths';
export { schemaAt, toObjectSchema, type Schema } from './schema';
export {
  YamlEditor,
  type OutsideProblem,
  type YamlEditorProps,
} from './YamlEditor';
export type { Complete } from './YamlCode';
export { keepsParts, type ReadOnlyPart } from './protectParts';
export { YamlSource, type TextRange } from './YamlSource';
