import type { object as en } from '../en/object';

export const object: Record<keyof typeof en, string> = {
  'object.retryIn': 'Nächster Versuch in {{duration}}',
  'object.retryNow': 'Der nächste Versuch steht jetzt an',

  'object.workflow.title': 'Ablauf',
  'object.workflow.progress_one':
    '{{succeeded}} von {{count}} Pipeline abgeschlossen',
  'object.workflow.progress_other':
    '{{succeeded}} von {{count}} Pipelines abgeschlossen',
  'object.workflow.runs': 'Läufe und Logs',
  'object.workflow.none': 'Kratix meldet keine Pipelines.',
  'object.workflow.lastSuccess': 'Zuletzt abgeschlossen',
  'object.workflow.attempts_one': 'Bisher {{count}} Versuch.',
  'object.workflow.attempts_other': 'Bisher {{count}} Versuche.',
  'object.phase.Pending': 'Ausstehend',
  'object.phase.Running': 'Läuft',
  'object.phase.Succeeded': 'Erfolgreich',
  'object.phase.Failed': 'Fehlgeschlagen',
  'object.phase.Suspended': 'Ausgesetzt',

  'object.deletion.title': 'Löschen',
  'object.deletion.since': 'Läuft seit',
  'object.deletion.done': 'Erledigt',
  'object.deletion.now': 'In Arbeit',
  'object.deletion.waiting': 'Wartet',
  'object.deletion.blocked': 'Geht nicht weiter',
  'object.deletion.manager':
    'Hinzugefügt von {{manager}}. Das Programm, das ihn hinzugefügt hat, muss ihn entfernen.',
  'object.deletion.help.paused':
    'Die Ressource ist pausiert. Kratix löscht weiter, sobald sie fortgesetzt wird.',
  'object.deletion.help.promise-paused':
    'Das Promise ist pausiert. Kratix löscht weiter, sobald das Promise fortgesetzt wird.',
  'object.deletion.help.delete-pipeline-suspended':
    'Die Lösch-Pipeline hat sich selbst ausgesetzt. Kratix macht weiter, sobald sie fortgesetzt wird.',
  'object.deletion.help.delete-pipeline-failed':
    'Die Lösch-Pipeline ist fehlgeschlagen. Ihr Log nennt den Grund. Beseitigen Sie die Ursache, und führen Sie die Pipeline noch einmal aus.',
  'object.deletion.help.foreign-finalizer':
    'Kratix hat seinen Teil erledigt. Ein anderer Controller hält das Objekt mit dem Finalizer {{finalizer}} fest, und nur dieser Controller oder sein Besitzer darf ihn entfernen.',
  'object.deletion.help.foreign-finalizer-of':
    'Kratix hat seinen Teil erledigt. {{manager}} hält das Objekt mit dem Finalizer {{finalizer}} fest. Fragen Sie den Besitzer, warum er noch da ist: Nur er darf ihn entfernen.',
  'object.deletion.help.controller-silent':
    'Seit der Anforderung der Löschung hat kein Controller etwas geschrieben. Vielleicht läuft der Controller von Kratix nicht. Fragen Sie das Plattform-Team.',
  'object.deletion.resume': 'Fortsetzen',
  'object.deletion.runAgain': 'Noch einmal ausführen',

  'object.conditions.title': 'Bedingungen',
  'object.conditions.none': 'Kratix hat keine Bedingungen geschrieben.',
  'object.conditions.type': 'Bedingung',
  'object.conditions.status': 'Status',
  'object.conditions.reason': 'Grund',
  'object.conditions.since': 'Seit',
  'object.conditions.deciding': 'Bestimmt den Zustand',
  'object.conditions.decidedByLabel':
    'Das Label {{label}} bestimmt den Zustand.',

  'object.metadata.title': 'Angaben',
  'object.metadata.created': 'Angelegt',
  'object.metadata.requestedBy': 'Angefordert von',
  'object.metadata.uid': 'UID',
  'object.metadata.labels': 'Labels',
  'object.metadata.annotations': 'Annotationen',
  'object.metadata.count': '{{title}} ({{count}})',

  'object.runs.title': 'Läufe der Pipelines',
  'object.runs.gone':
    'Der Link nennt den Lauf {{run}}. Ihn gibt es nicht mehr.',
  'object.runs.none': 'Keine Läufe',
  'object.runs.noneWhy':
    'Kratix hat für diese Anforderung noch keine Pipeline gestartet, oder ihr Promise hat keine.',
  'object.runs.earlier_one': '{{count}} früherer Lauf',
  'object.runs.earlier_other': '{{count}} frühere Läufe',
  'object.runs.started': 'Gestartet',
  'object.runs.took': 'Dauer',
  'object.runs.takes': 'läuft seit',
  'object.deletion.takes': 'seit',
  'object.runs.delete': 'Lösch-Pipeline',
  'object.runs.openLog': 'Log',
  'object.runs.closeLog': 'Log schließen',
  'object.runs.openLogOf': 'Log von {{pipeline}} öffnen',
  'object.runs.closeLogOf': 'Log von {{pipeline}} schließen',
  'object.runs.podsGone':
    'Kubernetes hat Pods dieses Laufs entfernt, und mit ihnen die Logs. Das ist nach dem Ende eines Laufs normal.',
  'object.container.waiting': 'Wartet',
  'object.container.running': 'Läuft',
  'object.container.succeeded': 'Erfolgreich',
  'object.container.failed': 'Fehlgeschlagen',
  'object.container.ofKratix': 'Von Kratix hinzugefügt',
  'object.container.exitCode': 'Exit-Code {{code}}',
  'object.container.restarts_one': '{{count}} Neustart',
  'object.container.restarts_other': '{{count}} Neustarts',

  'object.events.title': 'Ereignisse',
  'object.events.none': 'Keine Ereignisse',
  'object.events.noneWhy':
    'Kubernetes bewahrt Ereignisse etwa eine Stunde lang auf. In dieser Zeit wurde nichts gemeldet.',
  'object.events.warningsFirst': 'Warnungen zuerst',
  'object.events.showNoise_one':
    '{{count}} Meldung zeigen, die sich bei jedem Abgleich wiederholt',
  'object.events.showNoise_other':
    '{{count}} Meldungen zeigen, die sich bei jedem Abgleich wiederholen',
  'object.events.type': 'Typ',
  'object.events.warning': 'Warnung',
  'object.events.reason': 'Grund',
  'object.events.message': 'Meldung',
  'object.events.times_one': '({{count}}-mal)',
  'object.events.times_other': '({{count}}-mal)',
  'object.events.lastSeen': 'Zuletzt gemeldet',
  'object.events.reportedBy': 'Gemeldet von',
  'object.events.truncated': 'Es gibt mehr Ereignisse, als das Portal liest.',

  'object.deletedAt':
    'Um {{time}} gelöscht. Sie sehen den letzten bekannten Stand.',
  'object.deletedAfter':
    'Um {{time}} gelöscht. Das Löschen hat {{duration}} gedauert. Sie sehen den letzten bekannten Stand.',
  'object.replaced.text':
    'Das Objekt der Art {{kind}}, das Sie angesehen haben, wurde gelöscht. Dies ist ein anderes mit demselben Namen, angelegt um {{time}}.',
  'object.replaced.accept': 'OK',
  'object.polled.noWatch':
    'Dieses Objekt ({{kind}}) ist nicht live: Sie dürfen es lesen, aber nicht beobachten (watch). Es wird alle paar Sekunden neu gelesen.',
  'object.polled.noList':
    'Dieses Objekt ({{kind}}) ist nicht live: Sie dürfen es lesen, aber nicht auflisten und beobachten (list und watch). Es wird alle paar Sekunden neu gelesen.',
  'object.stale':
    'Sie sehen den Stand dieses Objekts ({{kind}}) von {{clock}}. Es kann gerade nicht gelesen werden.',
  'object.deletionSlow':
    'Das Löschen läuft seit {{duration}} und dauert damit länger als üblich.',
};
