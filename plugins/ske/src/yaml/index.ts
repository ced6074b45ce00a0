export { maskText, secretRanges } from './maskText';
export { toYamlText } from './toYamlText';
export { writeYaml } from './writeYaml';
export { YamlView } from './YamlView';
