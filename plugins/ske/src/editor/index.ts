export { immutablePaths, isImmutable } from './immutablePaths';
export { schemaAt, toObjectSchema, type Schema } from './schema';
export { YamlEditor, type OutsideProblem } from './YamlEditor';
export type { Complete } from './YamlCode';
export { type ReadOnlyPart } from './protectParts';
export { YamlSource } from './YamlSource';
