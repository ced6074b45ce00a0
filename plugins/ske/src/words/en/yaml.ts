/** The texts of `yaml`. Each key starts with `yaml.`. */
export const yaml = {
  'yaml.label': '{{kind}} {{name}} as YAML',
  'yaml.managedFields': 'Managed fields',
  'yaml.wrap': 'Wrap lines',
  'yaml.reveal_one': 'Show {{count}} hidden value',
  'yaml.reveal_other': 'Show {{count}} hidden values',
  'yaml.copy': 'Copy',
  'yaml.copied': 'Copied',
  'yaml.inexact':
    'Whole numbers beyond 9007199254740991 are rounded here. Use kubectl to see the digits of {{fields}}.',
  'yaml.download': 'Download',
} as const;
