import type { form as en } from '../en/form';

export const form: Record<keyof typeof en, string> = {
  'form.pages': 'Schritte des Formulars',
  'form.list.entry': 'Eintrag',
  'form.list.up': '{{name}} nach oben',
  'form.list.down': '{{name}} nach unten',
  'form.list.remove': '{{name}} entfernen',
  'form.back': 'Zurück',
  'form.next': 'Weiter',
  'form.causes_one': 'Der Cluster lehnt 1 Feld ab.',
  'form.causes_other': 'Der Cluster lehnt {{count}} Felder ab.',
  'form.causes.open': 'Zum Feld',
  'form.causes.openOf': 'Zum Feld {{field}}',
  'form.causes.noField': '(Das Formular hat kein Feld für {{field}}.)',
  'form.mode': 'Wie Sie schreiben',
  'form.mode.form': 'Formular',
  'form.mode.yaml': 'YAML',
  'form.hidden_one':
    'Das Formular hat kein Feld für {{fields}}. Der Wert bleibt erhalten.',
  'form.hidden_other':
    'Das Formular hat keine Felder für {{fields}}. Die Werte bleiben erhalten.',
  'form.yaml.blocked':
    'Korrigieren Sie zuerst den Text. Vorher kann ihn das Formular nicht zeigen.',
};
