import type { connection as en } from '../en/connection';

export const connection: Record<keyof typeof en, string> = {
  'connection.live': 'Live',
  'connection.partlyLive': 'Live, aber Teile dieser Seite sind älter',
  'connection.none': 'Zurzeit besteht keine Verbindung zum Cluster.',
  'connection.reconnecting':
    'Die Verbindung ist abgebrochen. Sie sehen den Stand von {{clock}}.',
  'connection.nextAttempt': 'In {{duration}} folgt der nächste Versuch.',
  'connection.attempt': 'Die Verbindung wird wiederhergestellt …',
  'connection.retry': 'Jetzt versuchen',
  'connection.polling':
    'Änderungen erscheinen erst nach einigen Sekunden, weil das Netz zwischen Ihnen und dem Portal laufende Meldungen nicht weiterleitet.',
  'connection.signedOut': 'Sie sind abgemeldet.',
  'connection.stays': 'Sie sehen den Stand von {{clock}}; er bleibt erhalten.',
  'connection.signIn': 'Wieder anmelden',
  'connection.spoken.live':
    'Die Verbindung steht wieder. Die Seite ist wieder aktuell.',
  'connection.spoken.reconnecting':
    'Die Verbindung ist abgebrochen. Die Seite behält ihre Daten und verbindet sich neu.',
  'connection.spoken.signedOut':
    'Sie sind abgemeldet. Die Daten bleiben auf der Seite. Melden Sie sich wieder an, um fortzufahren.',
  'connection.error.noNetwork': 'Der Browser hat kein Netz.',
  'connection.error.failed': 'Die Verbindung zum ske-Backend ist gescheitert.',
  'connection.error.silence':
    'Seit 45 Sekunden ist über die Verbindung nichts angekommen.',
  'connection.error.noResponse': 'Das ske-Backend hat nicht geantwortet.',
  'connection.error.brokenOff':
    'Die Antwort brach ab, bevor sie vollständig war.',
  'connection.error.token': 'Ihr Backstage-Token ist nicht mehr gültig.',
  'connection.error.answered':
    'Das ske-Backend hat mit {{status}} geantwortet.',
  'connection.error.noWords': 'Das ske-Backend nennt nur diesen Code.',
  'connection.error.unexpected':
    'Mit diesem Fehler hat das Portal nicht gerechnet.',
  'connection.error.otherUser':
    'Sie haben sich als {{user}} angemeldet, aber diese Seite gehört {{owner}}. Laden Sie die Seite neu.',
  'connection.error.changed':
    'Das Promise {{name}} hat sich seit der Prüfung geändert; es wurde nichts geschrieben.',
  'connection.error.ended': 'Ihre Sitzung ist beendet.',
};
