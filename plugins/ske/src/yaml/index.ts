export { maskText, secretRanges } from './maskText';
export { toYamlText } from './toYamlText';
export { YamlView } from './YamlView';
