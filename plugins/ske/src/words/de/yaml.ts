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
  'yaml.syntax.bracket':
    'Ein „{{bracket}}“ fehlt, oder eine Zeile davor ist nicht eingerückt.',
  'yaml.syntax.openingBracket':
    'Keine Klammer ist offen, die „{{bracket}}“ schließt.',
  'yaml.syntax.comma': 'Vor einem Komma fehlt ein Eintrag.',
  'yaml.syntax.nested':
    'Eine Zuordnung oder Liste in Klammern braucht eigene Klammern.',
  'yaml.syntax.quote': 'Ein schließendes {{quote}} fehlt.',
  'yaml.syntax.escape':
    'Ein umgekehrter Schrägstrich zwischen " beginnt eine Escape-Sequenz, und diese gibt es nicht. Verdoppeln Sie ihn, oder setzen Sie den Text zwischen \'.',
  'yaml.syntax.indent':
    'Die Einrückung ist ungleich. Alle Einträge einer Zuordnung oder Liste beginnen in derselben Spalte.',
  'yaml.syntax.blockIndent':
    'Ein Text nach | oder > ist mit Leerzeichen eingerückt, weiter als sein Schlüssel.',
  'yaml.syntax.blockStart':
    'Ein Text nach | oder > beginnt in der nächsten Zeile.',
  'yaml.syntax.tab': 'Rücken Sie mit Leerzeichen ein, nicht mit Tabulatoren.',
  'yaml.syntax.twoColons':
    'Eine Zeile hat zwei Doppelpunkte, oder sie ist unter einem Wert eingerückt. Setzen Sie einen Text mit Doppelpunkt in Anführungszeichen.',
  'yaml.syntax.colon':
    'Der Doppelpunkt nach einem Schlüssel fehlt, oder ein Listeneintrag steht neben Schlüsseln.',
  'yaml.syntax.longKey': 'Ein Schlüssel hat mehr als 1024 Zeichen.',
  'yaml.syntax.textKey':
    'Ein Schlüssel muss ein Text sein. Setzen Sie einen Wert, der mit zwei geschweiften Klammern beginnt, in Anführungszeichen.',
  'yaml.syntax.double': 'Ein Schlüssel steht zweimal da.',
  'yaml.syntax.list': 'Eine Liste beginnt in der Zeile unter ihrem Schlüssel.',
  'yaml.syntax.separator':
    'Zwischen zwei Teilen fehlt ein Leerzeichen, ein Komma oder ein Zeilenumbruch.',
  'yaml.syntax.start':
    'Ein Wert kann nur in Anführungszeichen mit {{character}} beginnen.',
  'yaml.syntax.unexpected':
    'YAML erwartet hier keinen Wert. Prüfen Sie die Anführungszeichen und die Einrückung.',
  'yaml.syntax.alias':
    'Aliasse (*name) sind nicht erlaubt; schreiben Sie den Wert aus.',
  'yaml.syntax.anchor':
    'Ein Anker (&name) oder ein Alias (*name) ist unvollständig oder steht neben einem anderen. Setzen Sie einen Text, der mit & oder * beginnt, in Anführungszeichen.',
  'yaml.syntax.tag':
    'Ein Tag (!name) ist nicht bekannt oder passt nicht zu seinem Wert. Setzen Sie einen Text, der mit ! beginnt, in Anführungszeichen.',
  'yaml.syntax.directive':
    'Eine Zeile, die mit % beginnt, ist eine Direktive, und diese ist nicht bekannt.',
  'yaml.syntax.documents': 'Es gibt mehr als ein Dokument.',
  'yaml.syntax.deep': 'Der Text ist zu tief verschachtelt.',
  'yaml.syntax.other': 'Das ist kein gültiges YAML.',
};
