export {
  maskText,
  secretRanges,
  type MaskedText,
  type SecretRange,
  type WriteMask,
} from './maskText';
export { toYamlText, type YamlTextOptions } from './toYamlText';
export { YamlView, type YamlViewProps } from './YamlView';
