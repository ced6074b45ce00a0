import type { yaml as en } from '../en/yaml';

export const yaml: Record<keyof typeof en, string> = {
  'yaml.label': '{{kind}} {{name}} als YAML',
  'yaml.managedFields': 'Managed Fields',
  'yaml.wrap': 'Zeilen umbrechen',
  'yaml.reveal_one': '{{count}} verborgenen Wert zeigen',
  'yaml.reveal_other': '{{count}} verborgene Werte zeigen',
  'yaml.copy': 'Kopieren',
  'yaml.copied': 'Kopiert',
  'yaml.inexact':
    'Ganze Zahlen über 9007199254740991 sind hier gerundet. Mit kubectl sehen Sie die Ziffern von {{fields}}.',
  'yaml.download': 'Herunterladen',
};
