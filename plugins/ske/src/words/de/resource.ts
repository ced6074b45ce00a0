import type { resource as en } from '../en/resource';

export const resource: Record<keyof typeof en, string> = {
  'resource.tabs': 'Bereiche dieser Ressource',
  'resource.tab.overview': 'Übersicht',
  'resource.tab.pipelines': 'Pipelines',
  'resource.tab.placement': 'Verteilung',
  'resource.tab.events': 'Ereignisse',
  'resource.tab.yaml': 'YAML',
  'resource.tab.graph': 'Graph',
  'resource.tab.edit': 'Bearbeiten',
  'resource.kind': 'Art',
  'resource.namespace': 'Namespace',
  'resource.promise': 'Promise',

  'resource.absent.missing.title': '{{kind}} {{name}} gibt es nicht',
  'resource.absent.missing.text':
    'Im Namespace {{namespace}} gibt es kein Objekt der Art {{kind}} mit dem Namen {{name}}. Vielleicht wurde es gelöscht, bevor Sie diese Seite geöffnet haben, oder es wurde nie angelegt.',
  'resource.absent.unknownKind.title': 'Die Art {{kind}} gibt es nicht',
  'resource.absent.unknownKind.text':
    'Der Cluster kennt die Art {{kind}} in {{apiVersion}} nicht. Bei Arten zählt die Groß- und Kleinschreibung, und mit einem Promise verschwindet auch seine Art.',
  'resource.absent.signedOut.title': 'Sie sind abgemeldet',
  'resource.absent.signedOut.text':
    'Melden Sie sich wieder an, um diese Ressource zu sehen.',
  'resource.absent.near': 'Meinten Sie eine von diesen?',
  'resource.absent.nearRef': '{{kind}} {{name}} in {{namespace}}',
  'resource.absent.all': 'Alle Ressourcen',

  'resource.submission.pushed':
    'Eingereicht. Die Plattform hat diese Ressource noch nicht angelegt.',
  'resource.submission.pending-review':
    'Wartet auf Freigabe. Die Änderung wird wirksam, sobald der Pull Request zusammengeführt ist.',
  'resource.submission.pending-deletion':
    'Wartet auf Freigabe. Die Ressource wird gelöscht, sobald der Pull Request zusammengeführt ist.',
  'resource.submission.never-created.title':
    '{{kind}} {{name}} wurde nie angelegt',
  'resource.submission.never-created':
    'In der Zeit, die das Portal wartet, ist die Ressource nicht auf der Plattform erschienen.',
  'resource.submission.never-created.failed':
    'Die Ressource wurde angefordert, und der Versuch, sie anzulegen, ist fehlgeschlagen.',
  'resource.submission.failed':
    'Die Ressource wurde angefordert, aber die Plattform hat sie nicht, weil der Versuch, sie anzulegen, gescheitert ist.',
  'resource.submission.failure':
    'Der letzte Versuch ist fehlgeschlagen: {{failure}}',
  'resource.submission.requestedBy': 'Angefordert von {{user}}',
  'resource.submission.again': 'Erneut anfordern',
  'resource.submission.step.pushed': 'Eingereicht',
  'resource.submission.step.review': 'Freigabe des Pull Requests',
  'resource.submission.step.apply': 'Die Plattform wendet die Änderung an',
  'resource.submission.step.delete': 'Die Plattform löscht die Ressource',
  'resource.submission.pullRequest': 'Pull Request öffnen',

  'resource.deleted': 'Gelöscht',
  'resource.notice.pickUpLate':
    'Normalerweise beginnt Kratix innerhalb weniger Sekunden. Vielleicht läuft Kratix nicht, oder es hat keinen Controller für dieses Promise. Bitten Sie Ihr Plattform-Team, sich den Kratix-Controller anzusehen.',
  'resource.notice.notCaughtUp':
    'Die letzte Änderung ist noch nicht angewendet: Die Anforderung hat die Generation {{generation}}, abgeschlossen hat Kratix die Generation {{observed}}.',

  'resource.lastLines': 'Die letzten Zeilen des Logs',
  'resource.openLog': 'Log von {{pipeline}}',
  'resource.openRun': 'Läufe der Pipelines',
  'resource.outputs.title': 'Zugangsdaten und Ergebnisse',
  'resource.outputs.message': 'Meldung',
  'resource.outputs.none':
    'Die Pipelines haben noch keine Angaben geschrieben.',
  'resource.field': 'den Wert von {{title}}',
  'resource.hidden': 'Verborgen, weil es wie ein Geheimnis aussieht',
  'resource.reveal': '{{title}} anzeigen',
  'resource.hide': '{{title}} verbergen',

  'resource.spec.title': 'Angefordert',
  'resource.spec.none': 'Die Anforderung hat keine Felder.',

  'resource.health.title': 'Gesundheit',
  'resource.health.checked': 'Geprüft',
  'resource.health.otherPromise':
    'Dieser HealthRecord nennt das Promise {{promise}}. Kratix zählt ihn auch für diese Ressource, weil es nur Namen und Namespaces vergleicht.',

  'resource.version.title': 'Version',
  'resource.version.applied': 'Angewendet',
  'resource.version.none': 'Noch keine',
  'resource.version.follows': 'Aktualisierung',
  'resource.version.latest': 'Folgt der neuesten Version',
  'resource.version.pinned': 'Bleibt bei der gewählten Version',
  'resource.version.available': 'Verfügbar',

  'resource.family.title': 'Zugehörige Ressourcen',
  'resource.family.parent': 'Teil von',
  'resource.family.parentName': '{{name}} in {{namespace}} ({{promise}})',
  'resource.family.childOf': '{{kind}} in {{namespace}}',
  'resource.family.none':
    'Keine Anforderung an {{promises}} nennt diese Ressource als Ursprung.',
  'resource.family.notSearched':
    'Das Promise setzt keine anderen Promises voraus, daher gehören vermutlich keine weiteren Anforderungen dazu.',
  'resource.family.loading':
    'Das Portal sucht nach Anforderungen, die zu dieser gehören.',
  'resource.family.unknown':
    'Es ist nicht bekannt, ob andere Anforderungen zu dieser gehören.',
  'resource.family.noPromises':
    'Es gibt keine anderen Promises, deren Anforderungen zu dieser gehören könnten.',
  'resource.family.searchAll': 'Alle Promises durchsuchen',
  'resource.family.others_one':
    '{{count}} weiteres Promise wurde nicht durchsucht.',
  'resource.family.others_other':
    '{{count}} weitere Promises wurden nicht durchsucht.',
};
