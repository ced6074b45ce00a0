import type { services as en } from '../en/services';

export const services: Record<keyof typeof en, string> = {
  'services.list': 'Dienste',
  'services.search': 'Dienste durchsuchen',
  'services.search.hint': 'Name oder Beschreibung',
  'services.filter.availability': 'Verfügbarkeit',
  'services.filter.availability.all': 'Verfügbar oder nicht',
  'services.filter.availability.available': 'Verfügbar',
  'services.filter.availability.unavailable': 'Nicht verfügbar',
  'services.filter.requestable': 'Nur, was ich anfordern darf',
  'services.filter.clear': 'Alle Filter zurücksetzen',
  'services.count_one': '1 Dienst',
  'services.count_other': '{{count, number}} Dienste',
  'services.countOf_one': '{{shown}} von 1 Dienst',
  'services.countOf_other': '{{shown}} von {{count}} Diensten',
  'services.empty.title': 'Die Plattform bietet noch nichts an',
  'services.empty.text':
    'Auf dem Plattform-Cluster ist kein Promise installiert. Sobald es eines gibt, erscheint es hier.',
  'services.noMatch.title': 'Kein Dienst passt',
  'services.noMatch.text': 'Ändern Sie die Suche oder die Filter.',
  'services.version': 'Version {{version}}',
  'services.requests_one': '1 Anforderung',
  'services.requests_other': '{{count, number}} Anforderungen',
  'services.requests.state': '{{state}}: {{count, number}}',
  'services.requests.none': 'Noch keine Anforderungen.',
  'services.requests.noneInNamespaces':
    'Keine Anforderungen in den gezeigten Namespaces.',
  'services.requests.notAllowed':
    'Sie dürfen die Anforderungen nicht auflisten.',
  'services.requests.notServed':
    'Noch keine Anforderungen: Der Cluster bietet die API noch nicht an.',
  'services.requests.failed':
    'Die Anforderungen konnten nicht aufgelistet werden.',
  'services.requests.leftOut': 'Die Anforderungen werden hier nicht gezählt.',
  'services.requests.loading': 'Die Anforderungen werden gezählt.',
  'services.noApi':
    'Hier gibt es nichts anzufordern: Das Promise hat keine API. Andere Promises oder das Plattform-Team benutzen es.',
  'services.request': 'Anfordern',
  'services.request.of': '{{title}} anfordern',
  'services.request.deleting':
    'Das Promise wird gelöscht und nimmt keine neuen Anforderungen an.',
  'services.request.waits':
    'Eine Anforderung wartet, bis das Promise verfügbar ist.',
  'services.right.namespaces': 'Sie dürfen es in {{names}} anfordern.',
  'services.right.namespacesAndMore_one':
    'Sie dürfen es in {{names}} und 1 weiterem Namespace anfordern.',
  'services.right.namespacesAndMore_other':
    'Sie dürfen es in {{names}} und {{count}} weiteren Namespaces anfordern.',
  'services.right.unknown':
    'Es konnte nicht geprüft werden, ob Sie es anfordern dürfen.',
  'services.right.unasked_one':
    'In dem einen geprüften Namespace dürfen Sie das nicht anfordern. Es gibt mehr, und das Formular prüft den, den Sie eingeben.',
  'services.right.unasked_other':
    'In den {{count}} geprüften Namespaces dürfen Sie das nicht anfordern. Es gibt mehr, und das Formular prüft den, den Sie eingeben.',
  'services.right.notServed':
    'Der Cluster bietet {{resource}} nicht an. Kratix richtet es einige Sekunden nach dem Promise ein; die Seite bemerkt es, sobald es da ist.',
  'services.right.rule':
    'Eine Regel des Portals schließt {{resource}} aus, unabhängig von Ihrer Rolle. Fragen Sie das Team, das das Portal betreibt.',
  'services.right.policy':
    'Die Berechtigungsrichtlinie des Portals erlaubt Ihnen nicht, {{resource}} anzulegen. Fragen Sie das Team, das das Portal betreibt.',
  'services.right.notKnown':
    'Sie dürfen {{resource}} nicht in allen Namespaces anlegen, und das Portal kennt keinen Namespace, in dem Sie es dürfen.',
  'services.right.nowhere_one':
    'Sie dürfen {{resource}} weder in allen Namespaces noch in dem einen geprüften anlegen.',
  'services.right.nowhere_other':
    'Sie dürfen {{resource}} weder in allen Namespaces noch in einem der {{count}} geprüften anlegen.',
  'services.right.ask': 'Bitten Sie Ihr Plattform-Team um das Recht.',
  'services.right.askOwner':
    'Bitten Sie den Eigentümer des Promise, {{owner}}, um das Recht.',
  'services.whichNamespace.text':
    'Sie dürfen weder in allen Namespaces anfordern noch alle Anforderungen auflisten, und das Portal weiß nicht, in welchen Namespaces Sie es dürfen. Fügen Sie einen Namespace hinzu, um zu sehen, was Sie dort tun können.',
};
