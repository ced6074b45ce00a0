export { YamlTab } from './YamlTab';
