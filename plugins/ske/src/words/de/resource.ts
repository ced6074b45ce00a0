import type { resource as en } from '../en/resource';

export const resource: Record<keyof typeof en, string> = {
  'resource.tabs': 'Bereiche dieser Ressource',
  'resource.tab.overview': 'Übersicht',
  'resource.tab.pipelines': 'Pipelines',
  'resource.tab.placement': 'Verteilung',
  'resource.tab.events': 'Ereignisse',
  'resource.tab.yaml': 'YAML',
  'resource.tab.graph': 'Graph',
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
  'resource.submission.pullRequest': 'Pull Request öffnen',

  'resource.deleted': 'Gelöscht',
  'resource.deletedAt':
    'Um {{time}} gelöscht. Sie sehen den letzten bekannten Stand.',
  'resource.replaced.text':
    'Die Ressource, die Sie angesehen haben, wurde gelöscht. Dies ist eine andere mit demselben Namen, angelegt um {{time}}.',
  'resource.replaced.accept': 'OK',
  'resource.notice.pickUpLate':
    'Normalerweise beginnt Kratix innerhalb weniger Sekunden. Vielleicht läuft Kratix nicht, oder es hat keinen Controller für dieses Promise. Bitten Sie Ihr Plattform-Team, sich den Kratix-Controller anzusehen.',
  'resource.notice.notCaughtUp':
    'Die letzte Änderung ist noch nicht angewendet: Die Anfrage hat die Generation {{generation}}, abgeschlossen hat Kratix die Generation {{observed}}.',
  'resource.notice.deletionSlow_one':
    'Das Löschen dauert länger als üblich: bisher {{count}} Minute.',
  'resource.notice.deletionSlow_other':
    'Das Löschen dauert länger als üblich: bisher {{count}} Minuten.',

  'resource.lastLines': 'Die letzten Zeilen des Logs',
  'resource.openLog': 'Log von {{pipeline}}',
  'resource.openRun': 'Läufe der Pipelines',
  'resource.retryIn': 'Nächster Versuch in {{duration}}',
  'resource.retryNow': 'Der nächste Versuch steht jetzt an',

  'resource.outputs.title': 'Zugangsdaten und Ergebnisse',
  'resource.outputs.none':
    'Die Pipelines haben noch keine Angaben geschrieben.',
  'resource.field': 'den Wert von {{title}}',
  'resource.hidden': 'Verborgen, weil es wie ein Geheimnis aussieht',
  'resource.reveal': '{{title}} anzeigen',
  'resource.hide': '{{title}} verbergen',

  'resource.workflow.title': 'Ablauf',
  'resource.workflow.progress_one':
    '{{succeeded}} von {{count}} Pipeline abgeschlossen',
  'resource.workflow.progress_other':
    '{{succeeded}} von {{count}} Pipelines abgeschlossen',
  'resource.workflow.runs': 'Läufe und Logs',
  'resource.workflow.none': 'Kratix meldet keine Pipelines.',
  'resource.workflow.lastSuccess': 'Zuletzt abgeschlossen',
  'resource.workflow.attempts_one': 'Bisher {{count}} Versuch.',
  'resource.workflow.attempts_other': 'Bisher {{count}} Versuche.',
  'resource.phase.Pending': 'Ausstehend',
  'resource.phase.Running': 'Läuft',
  'resource.phase.Succeeded': 'Erfolgreich',
  'resource.phase.Failed': 'Fehlgeschlagen',
  'resource.phase.Suspended': 'Ausgesetzt',

  'resource.deletion.title': 'Löschen',
  'resource.deletion.since': 'Läuft seit',
  'resource.deletion.done': 'Erledigt',
  'resource.deletion.now': 'In Arbeit',
  'resource.deletion.waiting': 'Wartet',
  'resource.deletion.blocked': 'Geht nicht weiter',

  'resource.conditions.title': 'Bedingungen',
  'resource.conditions.none': 'Kratix hat keine Bedingungen geschrieben.',
  'resource.conditions.type': 'Bedingung',
  'resource.conditions.status': 'Status',
  'resource.conditions.reason': 'Grund',
  'resource.conditions.since': 'Seit',
  'resource.conditions.deciding': 'Bestimmt den Zustand',
  'resource.conditions.decidedByLabel':
    'Das Label {{label}} bestimmt den Zustand.',

  'resource.spec.title': 'Angefordert',
  'resource.spec.none': 'Die Anfrage hat keine Felder.',

  'resource.health.title': 'Gesundheit',
  'resource.health.checked': 'Geprüft',

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
    'Keine Anfrage an {{promises}} nennt diese Ressource als Ursprung.',
  'resource.family.notSearched':
    'Das Promise setzt keine anderen Promises voraus, daher gehören vermutlich keine weiteren Anfragen dazu.',
  'resource.family.searchAll': 'Alle Promises durchsuchen',
  'resource.family.others_one':
    '{{count}} weiteres Promise wurde nicht durchsucht.',
  'resource.family.others_other':
    '{{count}} weitere Promises wurden nicht durchsucht.',

  'resource.metadata.title': 'Angaben',
  'resource.metadata.created': 'Angelegt',
  'resource.metadata.requestedBy': 'Angefordert von',
  'resource.metadata.uid': 'UID',
  'resource.metadata.labels': 'Labels',
  'resource.metadata.annotations': 'Annotationen',
  'resource.metadata.count': '{{title}} ({{count}})',

  'resource.runs.title': 'Läufe der Pipelines',
  'resource.runs.none': 'Keine Läufe',
  'resource.runs.noneWhy':
    'Kratix hat für diese Anfrage noch keine Pipeline gestartet, oder ihr Promise hat keine.',
  'resource.runs.earlier_one': '{{count}} früherer Lauf',
  'resource.runs.earlier_other': '{{count}} frühere Läufe',
  'resource.runs.started': 'Gestartet',
  'resource.runs.took': 'Dauer',
  'resource.runs.takes': 'läuft seit',
  'resource.runs.delete': 'Lösch-Pipeline',
  'resource.runs.openLog': 'Log',
  'resource.runs.closeLog': 'Log schließen',
  'resource.runs.openLogOf': 'Log von {{pipeline}} öffnen',
  'resource.runs.closeLogOf': 'Log von {{pipeline}} schließen',
  'resource.runs.podsGone':
    'Kubernetes hat Pods dieses Laufs entfernt, und mit ihnen die Logs. Das ist nach dem Ende eines Laufs normal.',
  'resource.container.waiting': 'Wartet',
  'resource.container.running': 'Läuft',
  'resource.container.succeeded': 'Erfolgreich',
  'resource.container.failed': 'Fehlgeschlagen',
  'resource.container.ofKratix': 'Von Kratix hinzugefügt',
  'resource.container.exitCode': 'Exit-Code {{code}}',
  'resource.container.restarts_one': '{{count}} Neustart',
  'resource.container.restarts_other': '{{count}} Neustarts',

  'resource.events.title': 'Ereignisse',
  'resource.events.none': 'Keine Ereignisse',
  'resource.events.noneWhy':
    'Kubernetes bewahrt Ereignisse etwa eine Stunde lang auf. In dieser Zeit wurde nichts gemeldet.',
  'resource.events.warningsFirst': 'Warnungen zuerst',
  'resource.events.showNoise_one':
    '{{count}} Meldung zeigen, die sich bei jedem Abgleich wiederholt',
  'resource.events.showNoise_other':
    '{{count}} Meldungen zeigen, die sich bei jedem Abgleich wiederholen',
  'resource.events.type': 'Typ',
  'resource.events.warning': 'Warnung',
  'resource.events.reason': 'Grund',
  'resource.events.message': 'Meldung',
  'resource.events.times_one': '({{count}}-mal)',
  'resource.events.times_other': '({{count}}-mal)',
  'resource.events.lastSeen': 'Zuletzt gemeldet',
  'resource.events.reportedBy': 'Gemeldet von',
  'resource.events.truncated': 'Es gibt mehr Ereignisse, als das Portal liest.',
};
