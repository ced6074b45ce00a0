/** The texts of `yaml`. Each key starts with `yaml.`. */
export const yaml = {
  'yaml.label': '{{kind}} {{name}} as YAML',
  'yaml.managedFields': 'Managed fields',
  'yaml.wrap': 'Wrap lines',
  'yaml.copy': 'Copy',
  'yaml.copied': 'Copied',
  'yaml.download': 'Download',
} as const;
