import type { editor as en } from '../en/editor';

export const editor: Record<keyof typeof en, string> = {
  'editor.hint':
    'Strg+Leertaste schlägt Felder und Werte vor. Mit Escape und danach Tab verlassen Sie den Editor.',
  'editor.hintReadOnly': 'Dieser Text lässt sich hier nicht ändern.',
  'editor.escaped': 'Mit Tab verlassen Sie den Editor.',
  'editor.immutable':
    'Dieses Feld lässt sich nicht mehr ändern, sobald es gesetzt ist.',
  'editor.restored':
    'Der Text wurde eingefügt, aber was sich nicht ändern lässt, bleibt wie es war. {{reason}}',
  'editor.secret': 'Verborgen, weil es wie ein Geheimnis aussieht',
  'editor.covered':
    'Verborgene Werte werden unverändert gesendet. Um einen zu ersetzen, ohne ihn zu sehen, löschen Sie ihn und schreiben einen anderen.',
  'editor.line': 'Zeile {{line}}',
  'editor.severity.error': 'Fehler:',
  'editor.severity.warning': 'Warnung:',
  'editor.problems_one': '{{count}} Problem',
  'editor.problems_other': '{{count}} Probleme',
  'editor.problem.syntax': 'Das ist kein gültiges YAML: {{details}}',
  'editor.problem.type': '{{field}} muss vom Typ {{details}} sein.',
  'editor.problem.value':
    '{{field}} muss einer dieser Werte sein: {{details}}.',
  'editor.problem.required': 'Hier fehlt {{details}}.',
  'editor.problem.unknown':
    'Die API kennt {{field}} nicht. Der Cluster lässt ein solches Feld weg.',
  'editor.problem.pattern': '{{field}} muss zu {{details}} passen.',
  'editor.problem.minimum': '{{field}} muss mindestens {{details}} sein.',
  'editor.problem.maximum': '{{field}} darf höchstens {{details}} sein.',
  'editor.problem.length': '{{field}} muss {{details}} Zeichen lang sein.',
  'editor.problem.inexact':
    '{{field}} ist eine ganze Zahl über 9007199254740991. Das Portal kann sie nicht genau lesen und senden. Verwenden Sie für diesen Wert kubectl.',
  'editor.problem.ambiguous':
    'YAML 1.1 (kubectl) und YAML 1.2 lesen {{field}} verschieden: {{details}}. Setzen Sie den Wert in Anführungszeichen, oder schreiben Sie den gemeinten Wert.',
  'editor.problem.ambiguousKey':
    'YAML 1.1 (kubectl) und YAML 1.2 lesen den Schlüssel {{details}} verschieden. Setzen Sie ihn in Anführungszeichen.',
};
