export { toYamlText, type YamlTextOptions } from './toYamlText';
export { YamlView, type YamlViewProps } from './YamlView';
