import type { requests as en } from '../en/requests';

export const requests: Record<keyof typeof en, string> = {
  'requests.list': 'Anforderungen',
  'requests.search': 'Anforderungen durchsuchen',
  'requests.search.hint': 'Name, Namespace, Promise, Grund',
  'requests.filter.promise': 'Promise',
  'requests.filter.namespace': 'Namespace',
  'requests.filter.requester': 'Angefordert von',
  'requests.filter.states': 'Nach Zustand filtern',
  'requests.filter.clear': 'Alle Filter zurücksetzen',
  'requests.filter.you': '{{name}} (Sie)',
  'requests.columns': 'Spalten',
  'requests.columns.menu': 'Spalten der Liste',
  'requests.column.name': 'Name',
  'requests.column.promise': 'Promise',
  'requests.column.namespace': 'Namespace',
  'requests.column.trouble': 'Zustand',
  'requests.column.version': 'Version',
  'requests.column.requester': 'Angefordert von',
  'requests.column.age': 'Alter',
  'requests.upgradeTo': '{{version}} ist verfügbar',
  'requests.deleted': 'Gelöscht',
  'requests.deleted.text': 'Die Anforderung existiert nicht mehr.',
  'requests.count_one': '{{formatted}} Anforderung',
  'requests.count_other': '{{formatted}} Anforderungen',
  'requests.countOf_one': '{{shown}} von {{formatted}} Anforderung',
  'requests.countOf_other': '{{shown}} von {{formatted}} Anforderungen',
  'requests.page': '{{from}} bis {{to}} von {{total}}',
  'requests.changes_one':
    '1 Anforderung hat sich geändert, seit die Liste sortiert wurde. Sie bleibt an ihrem Platz, bis Sie neu sortieren.',
  'requests.changes_other':
    '{{count}} Anforderungen haben sich geändert, seit die Liste sortiert wurde. Sie bleiben an ihrem Platz, bis Sie neu sortieren.',
  'requests.changes.sort': 'Neu sortieren',
  'requests.empty.title': 'Sie haben noch keine Anforderungen',
  'requests.empty.text':
    'Alles, was Sie von einem Promise anfordern, erscheint hier mit seinem Zustand.',
  'requests.empty.services': 'Ansehen, was die Plattform anbietet',
  'requests.emptyPromise.title': 'Keine Anforderungen',
  'requests.emptyPromise.text':
    'In den gezeigten Namespaces gibt es keine Anforderung an dieses Promise.',
  'requests.noPromises.title': 'Die Plattform bietet noch nichts an',
  'requests.noPromises.text':
    'Es ist kein Promise mit einer API installiert, daher gibt es nichts anzufordern.',
  'requests.notServed.title': 'Der Cluster bietet diese API noch nicht an',
  'requests.notServed.text':
    'Kratix installiert die API eines Promise, bevor man es anfordern kann. Anforderungen erscheinen hier, sobald die API bereit ist.',
  'requests.noApi.title': 'Dieses Promise hat keine API',
  'requests.noApi.text':
    'Man kann es nicht anfordern, daher hat es keine Anforderungen.',
  'requests.noMatch.title': 'Keine Anforderung passt',
  'requests.noMatch.text':
    'Keine der {{formatted}} Anforderungen passt zu den Filtern.',
  'requests.whichNamespace.title': 'In welchem Namespace arbeiten Sie?',
  'requests.whichNamespace.text':
    'Sie dürfen Anforderungen nicht in allen Namespaces auflisten, und das Portal weiß nicht, in welchen Sie es dürfen. Fügen Sie einen Namespace hinzu, um dessen Anforderungen zu sehen.',
  'requests.namespaces_one':
    'Gezeigt werden Anforderungen in 1 Namespace: {{names}}. Sie dürfen nicht alle Namespaces auflisten.',
  'requests.namespaces_other':
    'Gezeigt werden Anforderungen in {{count}} Namespaces: {{names}}. Sie dürfen nicht alle Namespaces auflisten.',
  'requests.namespaces.some_one':
    'Von 1 Promise werden nur Anforderungen in einigen Namespaces gezeigt. Sie dürfen nicht alle auflisten.',
  'requests.namespaces.some_other':
    'Von {{count}} Promises werden nur Anforderungen in einigen Namespaces gezeigt. Sie dürfen nicht alle auflisten.',
  'requests.namespaces.shown': 'Namespaces: {{names}}',
  'requests.namespaces.unasked_one':
    '1 weiterer Namespace wurde nicht geprüft. Fügen Sie ihn hinzu, wenn Sie dort arbeiten.',
  'requests.namespaces.unasked_other':
    '{{count}} weitere Namespaces wurden nicht geprüft. Fügen Sie die hinzu, in denen Sie arbeiten.',
  'requests.namespace.label': 'Namespace',
  'requests.namespace.submit': 'Hinzufügen',
  'requests.namespace.invalid':
    'Ein Namespace besteht aus höchstens 63 Kleinbuchstaben, Ziffern und Bindestrichen, mit einem Buchstaben oder einer Ziffer an beiden Enden.',
  'requests.namespace.remove': '{{name}} aus der Liste entfernen',
  'requests.namespace.added': 'Namespaces, die Sie hinzugefügt haben',
  'requests.namespace.denied':
    '{{name}}: Sie dürfen dort keine Anforderungen auflisten',
  'requests.namespace.checking': '{{name}}: wird geprüft',
  'requests.notAllowed_one':
    '1 Promise konnte nicht aufgelistet werden: nicht erlaubt.',
  'requests.notAllowed_other':
    '{{count}} Promises konnten nicht aufgelistet werden: nicht erlaubt.',
  'requests.notServed_one':
    'Der Cluster bietet die API von 1 Promise noch nicht an. Es hat daher keine Anforderungen.',
  'requests.notServed_other':
    'Der Cluster bietet die APIs von {{count}} Promises noch nicht an. Sie haben daher keine Anforderungen.',
  'requests.failed_one':
    '1 Promise konnte wegen eines Fehlers nicht aufgelistet werden.',
  'requests.failed_other':
    '{{count}} Promises konnten wegen eines Fehlers nicht aufgelistet werden.',
  'requests.polled_one':
    '1 Promise ist nicht live: Seine Anforderungen werden alle paar Minuten neu gelesen, weil ein Browser-Tab höchstens 100 Listen live verfolgt.',
  'requests.polled_other':
    '{{count}} Promises sind nicht live: Ihre Anforderungen werden alle paar Minuten neu gelesen, weil ein Browser-Tab höchstens 100 Listen live verfolgt.',
  'requests.unwatched_one':
    '1 Promise ist nicht live: Sie dürfen seine Anforderungen auflisten, aber nicht beobachten (watch). Sie werden alle paar Sekunden neu gelesen.',
  'requests.unwatched_other':
    '{{count}} Promises sind nicht live: Sie dürfen ihre Anforderungen auflisten, aber nicht beobachten (watch). Sie werden alle paar Sekunden neu gelesen.',
  'requests.leftOut_one':
    '1 Promise ist nicht vollständig aufgelistet, weil das Portal höchstens {{most}} Listen gleichzeitig verfolgt. Wählen Sie es im Filter, um seine Anforderungen zu sehen.',
  'requests.leftOut_other':
    '{{count}} Promises sind nicht vollständig aufgelistet, weil das Portal höchstens {{most}} Listen gleichzeitig verfolgt. Wählen Sie im Filter die aus, die Sie brauchen.',
  'requests.details': 'Einzelheiten',
  'requests.filter.find': 'Auswahl durchsuchen',
  'requests.pages': 'Seiten der Liste',
  'requests.page.previous': 'Vorige Seite',
  'requests.page.next': 'Nächste Seite',
  'requests.namespace.choose': 'Namespaces',
};
