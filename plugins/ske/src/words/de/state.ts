import type { state as en } from '../en/state';

export const state: Record<keyof typeof en, string> = {
  'state.word.applied': 'Angewendet',
  'state.word.available': 'Verfügbar',
  'state.word.degraded': 'Eingeschränkt',
  'state.word.deleting': 'Wird gelöscht',
  'state.word.failed': 'Fehlgeschlagen',
  'state.word.healthy': 'Gesund',
  'state.word.in-progress': 'In Arbeit',
  'state.word.misplaced': 'Am falschen Ort',
  'state.word.no-destination': 'Keine Destination',
  'state.word.not-picked-up': 'Noch nicht aufgegriffen',
  'state.word.not-ready': 'Nicht bereit',
  'state.word.paused': 'Pausiert',
  'state.word.pending': 'Ausstehend',
  'state.word.ready': 'Bereit',
  'state.word.running': 'Läuft',
  'state.word.succeeded': 'Erfolgreich',
  'state.word.superseded': 'Ersetzt',
  'state.word.suspended': 'Ausgesetzt',
  'state.word.unavailable': 'Nicht verfügbar',
  'state.word.unhealthy': 'Fehlerhaft',
  'state.word.unknown': 'Unbekannt',
  'state.word.waiting-for-promise': 'Wartet auf das Promise',

  'state.next.wait': 'Es ist nichts zu tun: Kratix macht von selbst weiter.',
  'state.next.reconcile': 'Starten Sie die Pipelines neu.',
  'state.next.resume': 'Setzen Sie den Vorgang fort.',
  'state.next.resume-promise':
    'Setzen Sie das Promise fort, oder bitten Sie seine Verantwortlichen darum.',
  'state.next.fix-pipeline':
    'Suchen Sie die Ursache im Log, beheben Sie sie, und starten Sie die Pipelines neu.',
  'state.next.install-requirements':
    'Die vorausgesetzten Promises müssen installiert werden.',
  'state.next.check-promise': 'Sehen Sie sich das Promise an.',
  'state.next.check-destinations':
    'Sehen Sie sich die Destinations und ihre Labels an, oder bitten Sie das Plattform-Team darum.',
  'state.next.check-health': 'Sehen Sie sich die HealthRecords an.',
  'state.next.check-version': 'Prüfen Sie, ob es die gewünschte Version gibt.',
  'state.next.check-finalizer':
    'Fragen Sie die Verantwortlichen des Finalizers, warum es ihn noch gibt.',

  'state.deletion.delete-workflows': 'Lösch-Pipeline',
  'state.deletion.works': 'Works an den Destinations',
  'state.deletion.jobs': 'Jobs der Pipelines',
  'state.deletion.binding': 'ResourceBinding',
  'state.deletion.requests': 'Anforderungen',
  'state.deletion.revisions': 'PromiseRevisions',
  'state.deletion.permissions': 'Rechte der Pipelines',
  'state.deletion.dependencies': 'Abhängigkeiten',
  'state.deletion.api': 'API',
  'state.deletion.foreign-finalizer': 'Finalizer eines anderen Controllers',

  'state.request-paused':
    'Kratix bearbeitet die Anforderung nicht, weil sie das Label {{label}} hat.',
  'state.request-paused-by-promise':
    'Kratix bearbeitet die Anforderung nicht, weil ihr Promise pausiert ist.',
  'state.request-paused-or-was':
    'Kratix meldet, dass es die Anforderung nicht bearbeitet, weil ihr Promise pausiert ist oder war.',
  'state.request-waits-for-promise':
    'Kratix wartet, bis das Promise verfügbar ist.',
  'state.request-is-looked-at-again':
    'Das Promise ist wieder verfügbar, und Kratix sieht sich die Anforderung innerhalb einer Minute wieder an.',
  'state.request-not-picked-up':
    'Kratix hat die Anforderung noch nicht aufgegriffen.',
  'state.request-change-not-picked-up':
    'Kratix hat die letzte Änderung der Anforderung noch nicht aufgegriffen (Generation {{generation}}, gesehen {{observed}}).',
  'state.request-resumed-not-picked-up':
    'Die Anforderung oder ihr Promise war pausiert und wurde fortgesetzt, aber Kratix hat die Anforderung seitdem nicht aufgegriffen.',
  'state.reconciliation-not-started':
    'Ein neuer Lauf wurde angefordert, und Kratix hat ihn noch nicht gestartet.',
  'state.retry-not-started':
    'Ein neuer Versuch wurde angefordert, und Kratix hat ihn noch nicht gestartet.',
  'state.label-starts-it': 'Das Label {{label}} startet sie.',
  'state.label-starts-it-again': 'Das Label {{label}} startet sie neu.',
  'state.run-from-start':
    'Kratix wird die Pipelines gleich von vorn ausführen.',
  'state.pipelines-preparing': 'Kratix bereitet die Pipelines vor.',
  'state.pipelines-running': 'Kratix führt die Pipelines aus.',
  'state.pipeline-not-started':
    'Die Pipeline {{pipeline}} ist noch nicht gestartet.',
  'state.pipeline-running': 'Die Pipeline {{pipeline}} läuft.',
  'state.pipeline-resuming':
    'Die Pipeline {{pipeline}} war ausgesetzt und macht weiter.',
  'state.pipeline-failed': 'Die Pipeline {{pipeline}} ist fehlgeschlagen.',
  'state.pipeline-suspended':
    'Die Pipeline {{pipeline}} hat den Ablauf ausgesetzt, bis ein Benutzer ihn fortsetzt.',
  'state.pipeline-retried-later':
    'Die Pipeline {{pipeline}} hat den Ablauf ausgesetzt und wird um {{nextRetryAt}} wiederholt.',
  'state.pipeline-of-several-not-started':
    'Pipeline {{index}} von {{total}}, {{pipeline}}, ist noch nicht gestartet.',
  'state.pipeline-of-several-running':
    'Pipeline {{index}} von {{total}}, {{pipeline}}, läuft.',
  'state.pipeline-of-several-resuming':
    'Pipeline {{index}} von {{total}}, {{pipeline}}, war ausgesetzt und macht weiter.',
  'state.pipeline-of-several-failed':
    'Pipeline {{index}} von {{total}}, {{pipeline}}, ist fehlgeschlagen.',
  'state.pipeline-of-several-suspended':
    'Pipeline {{index}} von {{total}}, {{pipeline}}, hat den Ablauf ausgesetzt, bis ein Benutzer ihn fortsetzt.',
  'state.pipeline-of-several-retried-later':
    'Pipeline {{index}} von {{total}}, {{pipeline}}, hat den Ablauf ausgesetzt und wird um {{nextRetryAt}} wiederholt.',
  'state.pipeline-attempts': 'Bisherige Versuche: {{attempts}}.',
  'state.pipeline-reports': 'Sie meldet: {{message}}',
  'state.step-takes-long':
    'Dieser Schritt dauert schon länger als {{minutes}} Minuten.',
  'state.a-pipeline-failed': 'Eine Pipeline ist fehlgeschlagen.',
  'state.a-pipeline-suspended': 'Eine Pipeline hat den Ablauf ausgesetzt.',
  'state.request-completing':
    'Die Pipelines waren erfolgreich, und Kratix schließt die Anforderung ab.',
  'state.works-pending':
    'Kratix wartet, bis die Works der Anforderung an einer Destination bereit sind.',
  'state.works-misplaced':
    'Works der Anforderung sind an Destinations, die nicht mehr zu ihnen passen.',
  'state.works-failing':
    'Works der Anforderung konnten nicht an ihre Destinations geschrieben werden.',
  'state.work-has-no-destination':
    'Keine Destination passt zu den Selektoren der Work {{work}}.',
  'state.work-not-written':
    'Die Work {{work}} konnte nicht an eine Destination geschrieben werden.',
  'state.request-ready': 'Kratix hat die Anforderung erfüllt.',
  'state.health-unhealthy': 'Die Ressource wird als fehlerhaft gemeldet.',
  'state.health-degraded': 'Die Ressource wird als eingeschränkt gemeldet.',
  'state.health-record-unhealthy':
    'Der HealthRecord {{records}} meldet, dass die Ressource fehlerhaft ist.',
  'state.health-record-degraded':
    'Der HealthRecord {{records}} meldet, dass die Ressource eingeschränkt ist.',
  'state.health-healthy': 'Die Ressource wird als gesund gemeldet.',
  'state.health-ready': 'Die Ressource wird als bereit gemeldet.',
  'state.health-unknown':
    'Über die Gesundheit der Ressource ist nichts bekannt.',
  'state.upgrade-pending':
    'Die Anforderung soll von {{applied}} auf {{wanted}} aktualisiert werden.',
  'state.upgrade-to-latest-pending':
    'Die Anforderung soll von {{applied}} auf die neueste Version aktualisiert werden.',
  'state.upgrade-check-version':
    'Wenn das nicht beginnt, prüfen Sie, ob es die Version gibt.',
  'state.upgrade-failed':
    'Die Aktualisierung von {{applied}} auf {{failed}} ist fehlgeschlagen. Angewendet ist weiterhin {{applied}}.',
  'state.upgrade-wanted-now': 'Gewünscht ist jetzt die Version {{wanted}}.',
  'state.first-run-failed':
    'Der erste Lauf mit der Version {{failed}} ist fehlgeschlagen.',
  'state.version-run-failed':
    'Ein Lauf mit der Version {{failed}} ist fehlgeschlagen.',
  'state.first-run-pending': 'Noch keine Version ist angewendet.',
  'state.version-runs-again':
    'Kratix führt die Pipelines mit der Version {{wanted}} noch einmal aus.',
  'state.version-applied': 'Die Anforderung hat die Version {{applied}}.',
  'state.version-applied-latest':
    'Die Anforderung folgt der neuesten Version und hat {{applied}}.',
  'state.version-not-set':
    'Die Anforderung ist angewendet. Ihr Promise hat keine Version.',
  'state.promise-paused':
    'Kratix bearbeitet das Promise und seine Anforderungen nicht, weil das Promise das Label {{label}} hat.',
  'state.promise-available': 'Das Promise kann Anforderungen erfüllen.',
  'state.promise-change-not-picked-up':
    'Kratix hat die letzte Änderung des Promise noch nicht aufgegriffen (Generation {{generation}}, gesehen {{observed}}).',
  'state.promise-not-picked-up':
    'Kratix hat das Promise noch nicht aufgegriffen.',
  'state.promise-installing': 'Kratix installiert das Promise.',
  'state.promise-completing':
    'Die Pipelines waren erfolgreich, und Kratix schließt die Installation des Promise ab.',
  'state.promise-not-resumed':
    'Das Promise war pausiert, und Kratix hat es noch nicht fortgesetzt.',
  'state.promise-pipeline-failed':
    'Eine Pipeline des Promise ist fehlgeschlagen.',
  'state.promise-requirement-not-installed':
    'Das Promise setzt {{promise}} voraus, das nicht installiert ist.',
  'state.promise-requirement-wrong-version':
    'Das Promise setzt {{promise}} voraus, das nicht in dieser Version installiert ist.',
  'state.promise-requirement-unavailable':
    'Das Promise setzt {{promise}} voraus, das nicht verfügbar ist.',
  'state.promise-requirement-unknown':
    'Das Promise setzt {{promise}} voraus, dessen Zustand nicht bekannt ist.',
  'state.kratix-says': '{{message}}',
  'state.kratix-reports': 'Kratix meldet: {{message}}',
  'state.deletion-paused':
    'Kratix wartet mit dem Löschen, weil das Label {{label}} gesetzt ist.',
  'state.deletion-paused-by-promise':
    'Kratix wartet mit dem Löschen, weil das Promise pausiert ist.',
  'state.delete-pipeline-failed': 'Die Lösch-Pipeline ist fehlgeschlagen.',
  'state.delete-pipeline-named-failed':
    'Die Lösch-Pipeline {{pipeline}} ist fehlgeschlagen.',
  'state.delete-pipeline-runs-again':
    'Die Lösch-Pipeline ist fehlgeschlagen und läuft noch einmal.',
  'state.delete-pipeline-retried':
    'Die Lösch-Pipeline ist fehlgeschlagen und wurde neu gestartet. Kratix meldet nicht, ob sie läuft oder wieder fehlgeschlagen ist.',
  'state.delete-pipeline-named-retried':
    'Die Lösch-Pipeline {{pipeline}} ist fehlgeschlagen und wurde neu gestartet. Kratix meldet nicht, ob sie läuft oder wieder fehlgeschlagen ist.',
  'state.deletion-delete-workflows':
    'Das Objekt wird gelöscht: Seine Lösch-Pipeline muss erfolgreich sein.',
  'state.deletion-waits-for-run':
    'Das Objekt wird gelöscht: Kratix wartet, bis der Lauf der Pipeline {{pipeline}} beendet ist.',
  'state.deletion-works':
    'Das Objekt wird gelöscht: Kratix entfernt seine Works von den Destinations.',
  'state.deletion-jobs':
    'Das Objekt wird gelöscht: Kratix entfernt die Jobs seiner Pipelines.',
  'state.deletion-binding':
    'Das Objekt wird gelöscht: Kratix entfernt sein ResourceBinding.',
  'state.deletion-requests':
    'Das Objekt wird gelöscht: Kratix löscht seine Anforderungen.',
  'state.deletion-revisions':
    'Das Objekt wird gelöscht: Kratix entfernt seine PromiseRevisions.',
  'state.deletion-permissions':
    'Das Objekt wird gelöscht: Kratix entfernt die Rechte seiner Pipelines.',
  'state.deletion-dependencies':
    'Das Objekt wird gelöscht: Kratix entfernt seine Abhängigkeiten.',
  'state.deletion-api': 'Das Objekt wird gelöscht: Kratix entfernt seine API.',
  'state.deletion-foreign-finalizer':
    'Das Objekt wird gelöscht und wartet auf den Finalizer {{finalizer}}.',
  'state.deletion-running': 'Das Objekt wird gelöscht.',
  'state.work-ready': 'Alle Teile sind an ihren Destinations.',
  'state.work-scheduling': 'Kratix verteilt sie auf Destinations.',
  'state.work-not-picked-up': 'Kratix hat sie noch nicht aufgegriffen.',
  'state.work-no-destination': 'Keine Destination passt zu ihren Selektoren.',
  'state.work-misplaced':
    'Sie ist an einer Destination, die nicht mehr zu ihren Selektoren passt.',
  'state.work-failing':
    'Sie konnte nicht an eine Destination geschrieben werden.',
  'state.placement-written':
    'Die Dateien sind an die Destination {{destination}} geschrieben.',
  'state.placement-writing':
    'Die Dateien sind für die Destination {{destination}} vorgesehen und noch nicht geschrieben.',
  'state.placement-not-picked-up': 'Kratix hat sie noch nicht aufgegriffen.',
  'state.placement-misplaced':
    'Die Dateien sind an der Destination {{destination}}, die nicht mehr passt.',
  'state.placement-failed':
    'Die Dateien konnten nicht an die Destination {{destination}} geschrieben werden.',
  'state.destination-ready': 'Kratix kann an die Destination schreiben.',
  'state.destination-not-ready':
    'Kratix kann nicht an die Destination schreiben.',
  'state.destination-not-picked-up':
    'Kratix hat die Destination noch nicht geprüft.',
  'state.run-pending': 'Der Lauf hat noch nicht begonnen.',
  'state.run-running': 'Der Lauf ist im Gang.',
  'state.run-container-exited':
    'Der Container {{container}} endete im Versuch {{attempt}} mit Exit-Code {{exitCode}}.',
  'state.run-container-exited-because':
    'Der Container {{container}} endete im Versuch {{attempt}} mit Exit-Code {{exitCode}} ({{reason}}).',
  'state.run-container-again':
    'Der Container {{container}} ist fehlgeschlagen und läuft im Versuch {{attempt}}.',
  'state.run-container-waits':
    'Der Container {{container}} kann nicht starten ({{reason}}).',
  'state.run-image':
    'Das Image des Containers {{container}} lässt sich nicht laden.',
  'state.run-pod-gone':
    'Kubernetes hat den Pod des Laufs entfernt, und mit ihm sein Log.',
  'state.run-not-found':
    'Kein Job davon läuft. Vielleicht hat ein Kontingent oder eine Richtlinie den Job abgelehnt; Kratix meldet das nicht.',
  'state.run-without-pod':
    'Der Job {{job}} dieser Pipeline hat keinen Pod. Vielleicht lehnt ein Kontingent oder eine Richtlinie den Pod ab; die Events des Jobs nennen den Grund.',
  'state.run-unschedulable': 'Für den Pod findet sich kein Knoten im Cluster.',
  'state.run-succeeded': 'Der Lauf war erfolgreich.',
  'state.run-failed': 'Der Lauf ist fehlgeschlagen.',
  'state.run-suspended':
    'Der Lauf hat den Ablauf ausgesetzt, bis ein Benutzer ihn fortsetzt.',
  'state.run-retried-later':
    'Der Lauf hat den Ablauf ausgesetzt, und die Pipeline wird um {{nextRetryAt}} wiederholt.',
  'state.run-superseded':
    'Kratix hat den Lauf beendet, weil ein neuerer an seine Stelle tritt.',
};
