export {
  maskText,
  secretRanges,
  type SecretRange,
  type WriteMask,
} from './maskText';
export { toYamlText, type YamlTextOptions } from './toYamlText';
export { YamlView, type YamlViewProps } from './YamlView';
