import type { services as en } from '../en/services';

export const services: Record<keyof typeof en, string> = {
  'services.list': 'Dienste',
  'services.search': 'Dienste durchsuchen',
  'services.search.hint': 'Name oder Beschreibung',
  'services.filter.availability': 'Verfügbarkeit',
  'services.filter.availability.all': 'Verfügbar oder nicht',
  'services.filter.availability.available': 'Verfügbar',
  'services.filter.availability.unavailable': 'Nicht verfügbar',
  'services.filter.requestable': 'Nur, was ich anfragen darf',
  'services.filter.clear': 'Alle Filter zurücksetzen',
  'services.count_one': '1 Dienst',
  'services.count_other': '{{count}} Dienste',
  'services.countOf_one': '{{shown}} von 1 Dienst',
  'services.countOf_other': '{{shown}} von {{count}} Diensten',
  'services.empty.title': 'Die Plattform bietet noch nichts an',
  'services.empty.text':
    'Auf dem Plattform-Cluster ist kein Promise installiert. Sobald es einen gibt, erscheint er hier.',
  'services.noMatch.title': 'Kein Dienst passt',
  'services.noMatch.text': 'Ändern Sie die Suche oder die Filter.',
  'services.version': 'Version {{version}}',
  'services.requests_one': '1 Anfrage',
  'services.requests_other': '{{count}} Anfragen',
  'services.requests.state': '{{state}}: {{count}}',
  'services.requests.none': 'Noch keine Anfragen.',
  'services.requests.noneInNamespaces':
    'Keine Anfragen in den gezeigten Namespaces.',
  'services.requests.notAllowed': 'Sie dürfen die Anfragen nicht auflisten.',
  'services.requests.failed': 'Die Anfragen konnten nicht aufgelistet werden.',
  'services.requests.leftOut': 'Die Anfragen werden hier nicht gezählt.',
  'services.requests.loading': 'Die Anfragen werden gezählt.',
  'services.noApi':
    'Hier gibt es nichts anzufragen: Der Promise hat keine API. Andere Promises oder das Plattform-Team benutzen ihn.',
  'services.request': 'Anfragen',
  'services.request.of': '{{title}} anfragen',
  'services.request.deleting':
    'Der Promise wird gelöscht und nimmt keine neuen Anfragen an.',
  'services.request.waits':
    'Eine Anfrage wartet, bis der Promise verfügbar ist.',
  'services.right.namespaces': 'Sie dürfen ihn in {{names}} anfragen.',
  'services.right.namespacesAndMore_one':
    'Sie dürfen ihn in {{names}} und 1 weiteren Namespace anfragen.',
  'services.right.namespacesAndMore_other':
    'Sie dürfen ihn in {{names}} und {{count}} weiteren Namespaces anfragen.',
  'services.right.unknown':
    'Es konnte nicht geprüft werden, ob Sie ihn anfragen dürfen.',
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
    'Sie dürfen weder in allen Namespaces anfragen noch alle Anfragen auflisten, und das Portal weiß nicht, in welchen Namespaces Sie es dürfen. Fügen Sie einen Namespace hinzu, um zu sehen, was Sie dort tun können.',
};
