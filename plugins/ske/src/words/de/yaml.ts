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
  'yaml.ambiguous':
    '{{name}} ist {{source}}. {{old}} liest das als {{yaml11}}, YAML 1.2 als {{yaml12}}; schreiben Sie {{choices}} oder {{last}}',
  'yaml.ambiguous.long':
    'YAML 1.1 (kubectl) und YAML 1.2 lesen {{name}} verschieden; setzen Sie den Wert in Anführungszeichen, oder schreiben Sie ihn anders',
  'yaml.ambiguous.unnamed': 'Der Wert',
  'yaml.ambiguous.key':
    'YAML 1.1 (kubectl) und YAML 1.2 lesen den Schlüssel {{key}} verschieden; setzen Sie ihn in Anführungszeichen',
  'yaml.ambiguous.merge':
    'YAML 1.1 (kubectl) ersetzt den Schlüssel << durch den Inhalt seines Werts, YAML 1.2 nicht; schreiben Sie die Schlüssel aus',
};
