import type { refusal as en } from '../en/refusal';

export const refusal: Record<keyof typeof en, string> = {
  'refusal.title.no-credentials':
    'Dem Portal fehlt eine gültige Anmeldung von Ihnen.',
  'refusal.title.session-ended': 'Ihre Sitzung ist abgelaufen.',
  'refusal.title.identity-rejected':
    'Der Cluster erkennt Ihre Anmeldung nicht an.',
  'refusal.title.forbidden': 'Das dürfen Sie nicht: {{tried}}.',
  'refusal.title.policy-denied':
    'Eine Richtlinie des Clusters lässt das nicht zu: {{tried}}.',
  'refusal.title.quota-exceeded': 'Das Kontingent des Namespace ist erschöpft.',
  'refusal.title.kind-not-allowed':
    'Das Portal gibt keinen Zugang zu Objekten der Art {{kind}}.',
  'refusal.title.identity-mismatch':
    'Das Portal und Ihr Zugangstoken kennen Sie unter verschiedenen Namen.',
  'refusal.title.invalid-input':
    'Das Portal kann diese Eingabe nicht verwenden.',
  'refusal.title.not-found': '{{what}} gibt es nicht.',
  'refusal.title.kind-not-served': 'Der Cluster kennt die Art {{kind}} nicht.',
  'refusal.title.method-not-allowed':
    'Der Server des Portals kennt diesen Aufruf nicht.',
  'refusal.title.conflict':
    'Das Objekt wurde inzwischen geändert, oder sein Zustand lässt das nicht zu.',
  'refusal.title.already-exists': '{{what}} gibt es schon.',
  'refusal.title.namespace-terminating': 'Der Namespace wird gerade gelöscht.',
  'refusal.title.logs-pending': 'Der Container ist noch nicht gestartet.',
  'refusal.title.expired': 'Die Liste ist zu alt, um fortgesetzt zu werden.',
  'refusal.title.logs-gone': 'Kubernetes hat das Log entfernt.',
  'refusal.title.invalid':
    'Die Regeln der Art {{kind}} lassen das Objekt nicht zu.',
  'refusal.title.too-many-requests': 'Das sind zu viele Anfragen auf einmal.',
  'refusal.title.internal':
    'Das Portal hat einen Fehler oder ist nicht erreichbar.',
  'refusal.title.cluster-error':
    'Der API-Server des Clusters hat einen Fehler.',
  'refusal.title.cluster-unreachable': 'Das Portal erreicht den Cluster nicht.',
  'refusal.title.cluster-untrusted':
    'Das Portal vertraut dem Zertifikat des Clusters nicht.',
  'refusal.title.logs-unavailable':
    'Der Cluster kann das Log nicht von seinem Node lesen.',
  'refusal.title.idp-unavailable':
    'Das Portal erhält seine Zugangsdaten für den Cluster nicht.',
  'refusal.title.timeout': 'Der Cluster hat nicht rechtzeitig geantwortet.',
  'refusal.todo.no-credentials':
    'Melden Sie sich wieder an. Die Seite behält, was sie zeigt.',
  'refusal.todo.session-ended':
    'Melden Sie sich wieder an. Die Seite behält, was sie zeigt.',
  'refusal.todo.identity-rejected':
    'Melden Sie sich wieder an. Hilft das nicht, schicken Sie die Einzelheiten an die Betreiber des Portals.',
  'refusal.todo.forbidden':
    'Bitten Sie die Betreiber des Clusters um dieses Recht.',
  'refusal.todo.policy-denied':
    'Ändern Sie, was die Richtlinie nennt, oder fragen Sie die Betreiber des Clusters.',
  'refusal.todo.quota-exceeded':
    'Löschen Sie, was nicht mehr gebraucht wird, wählen Sie einen anderen Namespace, oder bitten Sie um ein größeres Kontingent.',
  'refusal.todo.kind-not-allowed':
    'Diese Regel gilt für alle. Die Betreiber des Portals können sie ändern.',
  'refusal.todo.identity-mismatch':
    'Melden Sie sich vom Portal ab, und melden Sie sich mit dem Konto an, das Sie für den Cluster verwenden.',
  'refusal.todo.invalid-input': 'Korrigieren Sie, was die Einzelheiten nennen.',
  'refusal.todo.not-found': 'Prüfen Sie den Namen und den Namespace.',
  'refusal.todo.kind-not-served':
    'Vielleicht wurde das Promise gelöscht, das sie definiert, oder es ist noch nicht installiert.',
  'refusal.todo.method-not-allowed':
    'Laden Sie die Seite neu. Hilft das nicht, haben Seite und Server verschiedene Versionen: Sagen Sie es den Betreibern des Portals.',
  'refusal.todo.conflict':
    'Sehen Sie sich den aktuellen Zustand an, und versuchen Sie es noch einmal.',
  'refusal.todo.already-exists': 'Wählen Sie einen anderen Namen.',
  'refusal.todo.namespace-terminating':
    'Wählen Sie einen anderen Namespace, oder warten Sie, bis er gelöscht ist.',
  'refusal.todo.logs-pending':
    'Das Log erscheint, sobald der Container startet.',
  'refusal.todo.expired': 'Lesen Sie die Liste noch einmal von vorn.',
  'refusal.todo.logs-gone':
    'Lesbar sind nur Logs von Pods, die es noch gibt. Starten Sie die Pipeline noch einmal, um ein neues zu erhalten.',
  'refusal.todo.invalid': 'Korrigieren Sie, was die Einzelheiten nennen.',
  'refusal.todo.too-many-requests':
    'Warten Sie einen Moment, und versuchen Sie es noch einmal.',
  'refusal.todo.internal':
    'Versuchen Sie es noch einmal. Bleibt es dabei, schicken Sie die Einzelheiten an die Betreiber des Portals.',
  'refusal.todo.cluster-error':
    'Versuchen Sie es noch einmal. Bleibt es dabei, schicken Sie die Einzelheiten an die Betreiber des Clusters.',
  'refusal.todo.cluster-unreachable':
    'Versuchen Sie es in einer Minute noch einmal. Bleibt es dabei, schicken Sie die Einzelheiten an die Betreiber des Portals.',
  'refusal.todo.cluster-untrusted':
    'Schicken Sie die Einzelheiten an die Betreiber des Portals.',
  'refusal.todo.logs-unavailable':
    'Versuchen Sie es in einer Minute noch einmal. Bleibt es dabei, schicken Sie die Einzelheiten an die Betreiber des Clusters.',
  'refusal.todo.idp-unavailable':
    'Schicken Sie die Einzelheiten an die Betreiber des Portals.',
  'refusal.todo.timeout':
    'Versuchen Sie es noch einmal. Wenn Sie etwas geändert haben, prüfen Sie zuerst, ob die Änderung angekommen ist.',
  'refusal.verb.get': '{{what}} lesen',
  'refusal.verb.list': '{{what}} auflisten',
  'refusal.verb.watch': '{{what}} beobachten',
  'refusal.verb.create': '{{what}} anlegen',
  'refusal.verb.update': '{{what}} ändern',
  'refusal.verb.patch': '{{what}} ändern',
  'refusal.verb.delete': '{{what}} löschen',
  'refusal.what.kind': '{{kind}}-Objekte',
  'refusal.what.kindEverywhere': '{{kind}}-Objekte in allen Namespaces',
  'refusal.what.kindIn': '{{kind}}-Objekte im Namespace {{namespace}}',
  'refusal.what.object': '{{kind}} {{name}}',
  'refusal.what.objectIn': '{{kind}} {{name}} im Namespace {{namespace}}',
  'refusal.todo.policy':
    'Fragen Sie die Betreiber des Portals. Darüber entscheidet dessen Berechtigungsrichtlinie; der Cluster wurde nicht gefragt.',
  'refusal.by.roles': 'vom Cluster {{cluster}}, nach seinen Rollen',
  'refusal.by.rolesOfCluster': 'vom Cluster, nach seinen Rollen',
  'refusal.by.policy': 'von der Berechtigungsrichtlinie des Portals',
  'refusal.by.rule': 'von einer Regel des Portals',
  'refusal.by.admission': 'von einer Zulassungsrichtlinie des Clusters',
  'refusal.by.quota': 'von einem Kontingent des Namespace',
  'refusal.details': 'Einzelheiten',
  'refusal.row.tried': 'Versucht',
  'refusal.row.as': 'Als',
  'refusal.row.by': 'Abgelehnt',
  'refusal.row.reason': 'Grund',
  'refusal.row.cluster': 'Der Cluster sagt',
  'refusal.row.hint': 'Hinweis',
  'refusal.row.causes': 'Felder',
  'refusal.row.request': 'Anfrage',
  'refusal.row.time': 'Zeit',
  'refusal.row.check': 'Prüfen',
  'refusal.as': '{{user}}, auf dem Cluster {{username}}',
  'refusal.asInGroups': '{{user}}, auf dem Cluster {{username}} in {{groups}}',
  'refusal.asService':
    '{{user}}; das Portal ruft den Cluster mit seinem eigenen Konto {{username}} auf',
  'refusal.copy': 'Für den Admin kopieren',
  'refusal.copied':
    'Kopiert. Fügen Sie es in eine Nachricht an Ihren Admin ein.',
  'refusal.retry': 'Noch einmal versuchen',
  'refusal.signIn': 'Wieder anmelden',
};
