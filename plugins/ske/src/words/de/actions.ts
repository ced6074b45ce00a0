import type { actions as en } from '../en/actions';

export const actions: Record<keyof typeof en, string> = {
  'actions.label': 'Aktionen',
  'actions.name.reconcile': 'Neu ausführen',
  'actions.name.pause': 'Pausieren',
  'actions.name.resume': 'Fortsetzen',
  'actions.name.upgrade': 'Aktualisieren',
  'actions.name.delete': 'Löschen',
  'actions.sending': 'Wird gesendet …',
  'actions.close': 'Schließen',
  'actions.cancel': 'Abbrechen',

  'actions.right.missing':
    'Ihnen fehlt das Recht „{{verb}}“ für Objekte der Art {{kind}}.',
  'actions.right.missingIn':
    'Ihnen fehlt das Recht „{{verb}}“ für Objekte der Art {{kind}} in {{namespace}}.',
  'actions.obstacle.deleting': 'Die Ressource wird gelöscht.',
  'actions.obstacle.paused':
    'Die Ressource ist pausiert. Kratix startet nichts, bis sie fortgesetzt wird.',
  'actions.obstacle.promise-paused':
    'Das Promise ist pausiert. Es muss zuerst fortgesetzt werden.',
  'actions.obstacle.requested':
    'Eine neue Ausführung ist schon angefordert, und Kratix hat sie noch nicht begonnen.',
  'actions.obstacle.not-held':
    'Die Ressource ist weder pausiert noch ausgesetzt.',
  'actions.obstacle.not-picked-up':
    'Kratix hat die Ressource noch nicht aufgegriffen.',
  'actions.obstacle.no-versions': 'Das Promise hat keine Versionen.',
  'actions.obstacle.only-version':
    'Die Ressource hat die einzige Version des Promise.',

  'actions.lost.not-done':
    '{{action}}: Es kam keine Antwort, und das Objekt zeigt, dass nichts geändert wurde. Sie können es noch einmal versuchen.',
  'actions.lost.unclear':
    '{{action}}: Es kam keine Antwort, und das Portal kann nicht feststellen, ob der Cluster es ausgeführt hat. Sehen Sie sich das Objekt an, bevor Sie es noch einmal versuchen.',

  'actions.left.failed':
    '{{name}}: Die Aktion „{{action}}“ wurde nicht angenommen. {{reason}}',
  'actions.left.not-done':
    '{{name}}: Die Aktion „{{action}}“ bekam keine Antwort und hat nichts geändert.',
  'actions.left.unclear':
    '{{name}}: Das Portal kann nicht feststellen, ob der Cluster „{{action}}“ ausgeführt hat. Öffnen Sie die Seite von {{name}}, um es zu prüfen.',

  'actions.asked.reconcile': 'Neue Ausführung angefordert',
  'actions.asked.pause': 'Pause angefordert',
  'actions.asked.resume': 'Fortsetzung angefordert',
  'actions.asked.upgrade': 'Aktualisierung auf {{version}} angefordert',
  'actions.asked.delete': 'Löschung angefordert',
  'actions.next.waiting': 'Kratix hat sie noch nicht aufgegriffen.',
  'actions.next.late':
    'Kratix hat sie seit einer Minute nicht aufgegriffen. Vielleicht läuft der Controller nicht.',
  'actions.next.held': 'Kratix startet nichts, bis sie fortgesetzt wird.',
  'actions.next.started': 'Kratix hat sie aufgegriffen.',
  'actions.next.runs': 'Kratix führt die Pipeline {{pipeline}} aus.',
  'actions.next.applied': 'Kratix hat sie angewendet.',

  'actions.confirm.label': 'Geben Sie zur Bestätigung „{{text}}“ ein',
  'actions.confirm.wrong': 'Das ist nicht „{{text}}“.',

  'actions.upgrade.title': '{{name}} aktualisieren',
  'actions.upgrade.version': 'Version',
  'actions.upgrade.latest': 'Ab jetzt der neuesten Version folgen',
  'actions.upgrade.wanted': 'Jetzt gewählt',
  'actions.upgrade.newest': 'Neueste',
  'actions.upgrade.applied': 'Jetzt angewendet',
  'actions.upgrade.none': 'Es konnten keine Versionen gelesen werden.',
  'actions.upgrade.confirm': 'Aktualisieren',

  'actions.delete.title': '{{kind}} {{name}} löschen',
  'actions.delete.replaced':
    '{{name}} wurde inzwischen gelöscht. Den Namen hat jetzt ein anderes Objekt, und dieses wurde nicht gelöscht. Schließen Sie den Dialog und sehen Sie sich dieses Objekt erst an.',
  'actions.delete.intro':
    'Das lässt sich nicht rückgängig machen. Das geschieht:',
  'actions.delete.loading': 'Wird geladen …',
  'actions.delete.noPromise':
    'Kratix hat die Anforderung noch nicht aufgegriffen und daher nichts für sie angelegt.',
  'actions.delete.pipeline':
    'Zuerst läuft die Lösch-Pipeline {{pipeline}}. Was sie tut, bestimmt das Promise.',
  'actions.delete.noPipeline':
    'Es läuft keine Pipeline, weil das Promise keine Lösch-Pipeline hat.',
  'actions.delete.pipelineUnknown':
    'Es ist nicht bekannt, ob eine Lösch-Pipeline läuft.',
  'actions.delete.works_zero': 'Es werden keine Works entfernt.',
  'actions.delete.works_one':
    '{{count}} Work wird mit seinen Dateien entfernt.',
  'actions.delete.works_other':
    '{{count}} Works werden mit ihren Dateien entfernt.',
  'actions.delete.destination_one': '{{count}} Datei in {{name}}',
  'actions.delete.destination_other': '{{count}} Dateien in {{name}}',
  'actions.delete.children_zero':
    'Sie hat keine weiteren Anforderungen erzeugt, soweit Sie es sehen dürfen.',
  'actions.delete.children_one':
    '{{count}} Anforderung, die von ihr erzeugt wurde. Die Destination löscht sie, wenn ihre Datei entfernt ist.',
  'actions.delete.children_other':
    '{{count}} Anforderungen, die von ihr erzeugt wurden. Die Destination löscht sie, wenn ihre Dateien entfernt sind.',
  'actions.delete.child': '{{kind}} {{name}} in {{namespace}}',
  'actions.delete.childrenNotSearched':
    'Das Promise setzt keine anderen Promises voraus. Daher hat die Anforderung wahrscheinlich keine weiteren erzeugt.',
  'actions.delete.childrenUnknown':
    'Es ist nicht bekannt, ob sie weitere Anforderungen erzeugt hat.',
  'actions.delete.childrenOthers_one':
    '{{count}} weiteres Promise wurde nicht durchsucht.',
  'actions.delete.childrenOthers_other':
    '{{count}} weitere Promises wurden nicht durchsucht.',
  'actions.delete.searchAll': 'Alle Promises durchsuchen',
  'actions.delete.paused':
    'Die Anforderung ist pausiert. Kratix löscht sie erst, wenn sie fortgesetzt wird.',
  'actions.delete.promisePaused':
    'Das Promise {{promise}} ist pausiert. Kratix löscht seine Anforderungen erst, wenn das Promise fortgesetzt wird.',

  'actions.bulk.selected_one': '{{count}} ausgewählt',
  'actions.bulk.selected_other': '{{count}} ausgewählt',
  'actions.bulk.clear': 'Auswahl aufheben',
  'actions.bulk.label': 'Aktionen für die ausgewählten Anforderungen',
  'actions.bulk.select': '{{name}} in {{namespace}} auswählen',
  'actions.bulk.selectPage': 'Alle Anforderungen dieser Seite auswählen',
  'actions.bulk.title.reconcile_one': '{{count}} Anforderung neu ausführen',
  'actions.bulk.title.reconcile_other': '{{count}} Anforderungen neu ausführen',
  'actions.bulk.title.pause_one': '{{count}} Anforderung pausieren',
  'actions.bulk.title.pause_other': '{{count}} Anforderungen pausieren',
  'actions.bulk.title.resume_one': '{{count}} Anforderung fortsetzen',
  'actions.bulk.title.resume_other': '{{count}} Anforderungen fortsetzen',
  'actions.bulk.title.upgrade_one': '{{count}} Anforderung aktualisieren',
  'actions.bulk.title.upgrade_other': '{{count}} Anforderungen aktualisieren',
  'actions.bulk.title.delete_one': '{{count}} Anforderung löschen',
  'actions.bulk.title.delete_other': '{{count}} Anforderungen löschen',
  'actions.bulk.delete.title': 'Was mit ihnen gelöscht wird',
  'actions.bulk.delete.pipeline_one':
    'Zuerst läuft die Lösch-Pipeline {{pipeline}} von {{promise}}, für {{count}} Anforderung.',
  'actions.bulk.delete.pipeline_other':
    'Zuerst läuft die Lösch-Pipeline {{pipeline}} von {{promise}}, für {{count}} Anforderungen.',
  'actions.bulk.delete.noPipeline_one':
    '{{count}} Anforderung hat keine Lösch-Pipeline.',
  'actions.bulk.delete.noPipeline_other':
    '{{count}} Anforderungen haben keine Lösch-Pipeline.',
  'actions.bulk.delete.pipelineUnknown_one':
    'Für {{count}} Anforderung ist nicht bekannt, ob eine Lösch-Pipeline läuft.',
  'actions.bulk.delete.pipelineUnknown_other':
    'Für {{count}} Anforderungen ist nicht bekannt, ob eine Lösch-Pipeline läuft.',
  'actions.bulk.delete.children_zero':
    'Sie haben keine weiteren Anforderungen erzeugt, soweit Sie es sehen dürfen.',
  'actions.bulk.delete.children_one':
    '{{count}} Anforderung, die von ihnen erzeugt wurde. Die Destination löscht sie, wenn ihre Datei entfernt ist.',
  'actions.bulk.delete.children_other':
    '{{count}} Anforderungen, die von ihnen erzeugt wurden. Die Destination löscht sie, wenn ihre Dateien entfernt sind.',
  'actions.bulk.delete.childrenNotSearched':
    'Ihre Promises setzen keine anderen Promises voraus. Daher haben die Anforderungen wahrscheinlich keine weiteren erzeugt.',
  'actions.bulk.delete.cut':
    'Es ist zu viel, um alles aufzuzählen. Es kann also mehr geben.',
  'actions.bulk.delete.paused_one':
    '{{count}} Anforderung oder ihr Promise ist pausiert. Kratix löscht sie erst, wenn sie fortgesetzt wird.',
  'actions.bulk.delete.paused_other':
    '{{count}} Anforderungen oder ihre Promises sind pausiert. Kratix löscht sie erst, wenn sie fortgesetzt werden.',
  'actions.bulk.possible_one':
    'Das ist für {{possible}} von {{count}} Anforderung möglich.',
  'actions.bulk.possible_other':
    'Das ist für {{possible}} von {{count}} Anforderungen möglich.',
  'actions.bulk.progress_one': '{{done}} von {{count}} ist fertig.',
  'actions.bulk.progress_other': '{{done}} von {{count}} sind fertig.',
  'actions.bulk.summary.done': 'Angenommen: {{count}}.',
  'actions.bulk.summary.failed': 'Fehlgeschlagen: {{count}}.',
  'actions.bulk.summary.unclear': 'Nicht bekannt: {{count}}.',
  'actions.bulk.summary.stopped': 'Nicht gesendet: {{count}}.',
  'actions.bulk.summary.leftOut': 'Ausgelassen: {{count}}.',
  'actions.bulk.left': '{{title}}. {{summary}}',
  'actions.bulk.confirm': '{{action}} ({{count}})',
  'actions.bulk.stop': 'Anhalten',
  'actions.bulk.place': '{{kind}} in {{namespace}}',
  'actions.bulk.to': 'Auf {{version}}',
  'actions.bulk.deleteText': '{{count}} löschen',
  'actions.bulk.ready': 'Dabei',
  'actions.bulk.left-out': 'Ausgelassen',
  'actions.bulk.waiting': 'Wartet',
  'actions.bulk.sending': 'Wird gesendet',
  'actions.bulk.stopped': 'Nicht gesendet',
  'actions.bulk.done': 'Angenommen',
  'actions.bulk.not-done': 'Nichts geändert',
  'actions.bulk.unclear': 'Nicht bekannt',
  'actions.bulk.refused': 'Abgelehnt',
};
