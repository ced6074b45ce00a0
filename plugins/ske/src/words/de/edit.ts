import type { edit as en } from '../en/edit';

export const edit: Record<keyof typeof en, string> = {
  'edit.title': 'Spezifikation',
  'edit.label': '{{kind}} {{name}} als YAML',
  'edit.nothingWritten':
    'Der nächste Schritt fragt den Cluster, was sich ändern würde. Er schreibt nichts.',
  'edit.review': 'Prüfen',
  'edit.discard': 'Meine Änderungen verwerfen',
  'edit.noChange': 'Sie haben noch nichts geändert.',
  'edit.invalidYaml':
    'Der Text ist kein gültiges Objekt. Die Probleme unter dem Editor nennen die Zeilen.',
  'edit.otherObject':
    'Der Text beschreibt ein anderes Objekt. Art, Name und Namespace müssen bleiben, wie sie waren.',
  'edit.asked_one':
    'Ein Entwurf enthält keine Geheimnisse. Geben Sie den Wert von {{fields}} noch einmal ein.',
  'edit.asked_other':
    'Ein Entwurf enthält keine Geheimnisse. Geben Sie die Werte von {{fields}} noch einmal ein.',
  'edit.asked.stop_one': 'So lassen, wie er jetzt ist',
  'edit.asked.stop_other': 'So lassen, wie sie jetzt sind',
  'edit.asked.stopped': 'Die Werte bleiben, wie sie jetzt sind.',
  'edit.asked.first':
    'Geben Sie die Werte ein, die der Entwurf nicht enthält, oder lassen Sie sie, wie sie jetzt sind.',
  'edit.immutable':
    '{{field}} lässt sich nicht mehr ändern, sobald es gesetzt ist.',
  'edit.noRight': 'Sie dürfen Objekte der Art {{kind}} hier nicht ändern.',
  'edit.deleting':
    'Das Objekt wird gelöscht und lässt sich deshalb nicht ändern.',
  'edit.deleted':
    'Das Objekt wurde gelöscht und lässt sich deshalb nicht ändern.',
  'edit.replaced':
    'Das Objekt, das Sie bearbeitet haben, wurde gelöscht, und ein anderes hat seinen Namen. Was Sie getippt haben, bleibt hier, bis Sie oben auf OK klicken. Dann bietet die Seite es als Entwurf für das andere Objekt an.',
  'edit.draftOfOther':
    'Der Entwurf gehört zu einem Objekt mit diesem Namen, das gelöscht wurde.',
  'edit.fixed.kind':
    'Die Art eines Objekts lässt sich nicht ändern. Fordern Sie stattdessen eine neue Ressource an.',
  'edit.fixed.name':
    'Name und Namespace eines Objekts lassen sich nicht ändern. Fordern Sie stattdessen eine neue Ressource an.',
  'edit.live.title': 'Inzwischen geändert',
  'edit.live.others':
    'Das Objekt hat sich geändert, seit Sie begonnen haben, aber in Feldern, die Sie nicht geändert haben. Beide Änderungen passen zusammen.',
  'edit.live.conflicts_one':
    'Sie und der Cluster haben dasselbe Feld verschieden geändert. Übernommen wird Ihr Wert, wenn Sie nicht den anderen wählen.',
  'edit.live.conflicts_other':
    'Sie und der Cluster haben {{count}} Felder verschieden geändert. Übernommen werden Ihre Werte, wenn Sie nicht die anderen wählen.',
  'edit.live.merge': 'In meine Bearbeitung übernehmen',
  'edit.conflict':
    'Es wurde nichts geschrieben, weil sich das Objekt geändert hat, seit Sie begonnen haben. Übernehmen Sie die Änderungen in Ihre Bearbeitung und prüfen Sie sie noch einmal.',
  'edit.lost.not-done':
    'Es kam keine Antwort, und das Objekt zeigt, dass nichts geändert wurde. Sie können es noch einmal versuchen.',
  'edit.lost.unclear':
    'Es kam keine Antwort, und das Portal kann nicht erkennen, ob der Cluster die Änderung geschrieben hat. Sehen Sie sich das Objekt an, bevor Sie es noch einmal versuchen.',
  'edit.left.saved': 'Die Änderungen an {{name}} sind gespeichert.',
  'edit.left.failed':
    'Die Änderungen an {{name}} wurden nicht gespeichert. Öffnen Sie die Bearbeitung noch einmal, um mit dem Entwurf weiterzumachen.',
  'edit.left.unclear':
    'Das Portal kann nicht feststellen, ob die Änderungen an {{name}} gespeichert wurden. Öffnen Sie die Seite von {{name}}, um es zu prüfen.',
  'edit.reviewTitle': 'Ihre Änderungen prüfen',
  'edit.accepted': 'Der Cluster würde diese Änderung annehmen.',
  'edit.wouldNotChange': 'Laut Cluster würde sich dadurch nichts ändern.',
  'edit.changes': 'Was der Cluster ändern würde',
  'edit.change': 'Änderung',
  'edit.change.added': 'hinzugefügt',
  'edit.change.changed': 'geändert',
  'edit.change.removed': 'entfernt',
  'edit.after': 'Dann',
  'edit.moreChanges':
    'Hier stehen vielleicht nicht alle Änderungen. Der Text darunter zeigt alle.',
  'edit.newSecret': 'geändert',
  'edit.diff': 'Ihr Text mit den entfernten Zeilen',
  'edit.save': 'Speichern',
  'edit.back': 'Zurück zur Bearbeitung',
  'edit.saved': 'Der Cluster hat Ihre Änderung angenommen.',
  'edit.unchanged':
    'Das Objekt hatte schon alles. Es wurde nichts geschrieben.',
  'edit.open': 'Ressource anzeigen',
  'edit.again': 'Weiter bearbeiten',
  'edit.noForm':
    'Hier gibt es kein Formular, weil das Portal für Sie kein Promise lesen kann, das dieses Objekt beschreibt.',
  'edit.form.name': 'Name',
  'edit.form.namespace': 'Namespace',
  'edit.form.labels': 'Labels und Annotationen lassen sich als YAML ändern.',
  'edit.form.immutable':
    'Dieses Feld lässt sich nicht mehr ändern, sobald es gesetzt ist.',
  'edit.unfinished':
    'Ein Feld des Formulars ist nicht vollständig. Die Meldung am Feld sagt, was fehlt.',
};
