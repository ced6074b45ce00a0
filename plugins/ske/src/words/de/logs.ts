import type { logs as en } from '../en/logs';

export const logs: Record<keyof typeof en, string> = {
  'logs.label': 'Log von {{run}}',
  'logs.container.waiting': 'Wartet',
  'logs.container.running': 'Läuft',
  'logs.container.succeeded': 'Erfolgreich',
  'logs.container.failed': 'Fehlgeschlagen',
  'logs.container.retrying': 'Wartet auf den nächsten Versuch',
  'logs.container.exitCode': 'Exit-Code {{code}}',
  'logs.container.kratix': 'von Kratix hinzugefügt',
  'logs.container.removed': 'Pod entfernt',
  'logs.container.pod': 'Pod {{pod}}',
  'logs.container.attempt': 'Versuch {{number}}',
  'logs.state.loading': 'Das Log wird geladen …',
  'logs.state.following': 'Neue Zeilen erscheinen hier.',
  'logs.state.interrupted':
    'Die Verbindung ist unterbrochen. Das Log geht von selbst weiter, sobald sie wieder steht.',
  'logs.state.complete': 'Ende des Logs',
  'logs.state.empty': 'Der Container hat nichts geschrieben.',
  'logs.state.pending':
    'Der Container ist noch nicht gestartet. Sein Log erscheint hier, sobald er startet.',
  'logs.state.gone':
    'Kubernetes hat den Pod und sein Log entfernt. Das ist nach einem Lauf normal.',
  'logs.state.goneWithLines':
    'Kubernetes hat den Pod und sein Log entfernt. Die Zeilen darüber wurden gelesen, während die Seite offen war.',
  'logs.state.goneAttempt':
    'Kubernetes hat das Log dieses Versuchs nicht mehr: Es behält die letzten zwei.',
  'logs.state.goneAttemptWithLines':
    'Kubernetes hat das Log dieses Versuchs nicht mehr: Es behält die letzten zwei. Die Zeilen darüber wurden gelesen, während die Seite offen war.',
  'logs.state.refused': 'Sie dürfen dieses Log nicht lesen: {{message}}',
  'logs.state.failed': 'Das Log konnte nicht gelesen werden: {{message}}',
  'logs.state.notStarted': 'Dieser Container ist nicht gelaufen.',
  'logs.podsGone':
    'Kubernetes hat die Pods dieses Laufs und ihre Logs entfernt. Das ist normal: Es entfernt den Pod eines Laufs, der endgültig fehlgeschlagen ist.',
  'logs.noPods': 'Dieser Lauf hat noch keinen Pod.',
  'logs.retry': 'Erneut versuchen',
  'logs.mark.interrupted': 'Verbindung verloren um {{time}}',
  'logs.mark.resumed': 'Fortgesetzt um {{time}}',
  'logs.mark.lines-missing':
    'Hier fehlen womöglich Zeilen: Der Node hat sie nicht mehr.',
  'logs.mark.removed_one':
    '{{count, number}} frühere Zeile wird nicht gezeigt. Der Download enthält alle Zeilen.',
  'logs.mark.removed_other':
    '{{count, number}} frühere Zeilen werden nicht gezeigt. Der Download enthält alle Zeilen.',
  'logs.line.link': 'Link zu Zeile {{line}}',
  'logs.search.label': 'Im Log suchen',
  'logs.search.count': '{{current, number}} von {{total, number}}',
  'logs.search.none': 'Kein Treffer',
  'logs.search.next': 'Nächster Treffer',
  'logs.search.previous': 'Voriger Treffer',
  'logs.search.regExp': 'Regulärer Ausdruck',
  'logs.search.case': 'Groß- und Kleinschreibung',
  'logs.search.invalid': 'Ungültiger regulärer Ausdruck',
  'logs.wrap': 'Zeilen umbrechen',
  'logs.timestamps': 'Zeitstempel',
  'logs.copy': 'Kopieren',
  'logs.copied': 'Kopiert',
  'logs.download': 'Herunterladen',
  'logs.downloading': 'Wird heruntergeladen …',
  'logs.downloadFailed': 'Der Download ist fehlgeschlagen: {{message}}',
  'logs.follow.newLines_one': '{{count, number}} neue Zeile',
  'logs.follow.newLines_other': '{{count, number}} neue Zeilen',
  'logs.follow.toEnd': 'Zum Ende springen',
};
