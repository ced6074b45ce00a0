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
  'yaml.ambiguous':
    '{{name}} is {{source}}, which {{old}} reads as {{yaml11}} and YAML 1.2 as {{yaml12}}; write {{choices}} or {{last}}',
  'yaml.ambiguous.long':
    '{{name}} is read differently by YAML 1.1 (kubectl) and YAML 1.2; put it in quotes, or write it in another way',
  'yaml.ambiguous.unnamed': 'The value',
  'yaml.ambiguous.key':
    '{{key}} is a key that YAML 1.1 (kubectl) and YAML 1.2 read differently; put it in quotes',
  'yaml.ambiguous.merge':
    '<< is a merge key, which YAML 1.1 (kubectl) replaces with the content of its value and YAML 1.2 does not; write the merged keys out',
} as const;
