export {
  maskText,
  secretRanges,
  type SecretRange,
  type WriteMask,
} from './maskText';
export { toYamlText, type YamlTextOptions } from './toYamlText';
export { writeYaml } from './writeYaml';
export { YamlView, type YamlViewProps } from './YamlView';
