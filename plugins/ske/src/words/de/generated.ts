import type { generated as en } from '../en/generated';

export const generated: Record<keyof typeof en, string> = {
  'generated.page.metadata': '{{title}}: Metadaten',
  'generated.page.specification': 'Spezifikation',
  'generated.page.advanced': 'Erweitert',
  'generated.page.others': 'Weitere Felder',

  'generated.name':
    'Der Name der Anforderung im Plattform-Cluster: Kleinbuchstaben, Ziffern und Bindestriche, mit einem Buchstaben oder einer Ziffer an beiden Enden.',
  'generated.namespace':
    'Der Namespace der Anforderung im Plattform-Cluster: Kleinbuchstaben, Ziffern und Bindestriche, mit einem Buchstaben oder einer Ziffer an beiden Enden.',
  'generated.label':
    'darf nur Kleinbuchstaben, Ziffern und Bindestriche haben, mit einem Buchstaben oder einer Ziffer an beiden Enden',
  'generated.names': 'muss einer dieser Werte sein: {{values}}',
  'generated.match': 'muss zu {{pattern}} passen',
  'generated.secret':
    'Der Name eines Secrets im Namespace der Anforderung, niemals sein Inhalt.',
  'generated.secret.error': 'muss der Name eines Secrets sein',

  'generated.default': 'Wird vom Cluster gesetzt, wenn es fehlt: {{value}}.',
  'generated.default.unknown': 'Wird vom Cluster gesetzt, wenn es fehlt.',
  'generated.default.unset':
    'Diese Vorgabe setzt weder das Formular noch der Cluster: {{value}}.',
  'generated.noFields': 'Es hat keine eigenen Felder.',
  'generated.keys.unique':
    'Zwei Einträge dürfen nicht dieselben Werte haben: {{names}}.',
  'generated.keys.required':
    'Es braucht für jeden dieser Schlüssel eine Zeile: {{keys}}.',
  'generated.rows':
    'Jede Zeile braucht einen eigenen Schlüssel und einen Wert. Ergänzen Sie, was fehlt, oder entfernen Sie die Zeile.',

  'generated.format.bsonobjectid':
    'Eine BSON-Objekt-ID: 24 Hexadezimalziffern.',
  'generated.format.byte': 'Base64, wie `aGVsbG8=`.',
  'generated.format.byte.error': 'muss Base64 sein',
  'generated.format.cidr':
    'Eine Netzwerkadresse, zum Beispiel `10.0.0.0/16` oder `fd00::/8`.',
  'generated.format.creditcard': 'Eine Kreditkartennummer.',
  'generated.format.date': 'Ein Datum, zum Beispiel `2026-01-31`.',
  'generated.format.dateTime':
    'Datum und Uhrzeit mit Zeitzone, zum Beispiel `2026-01-31T08:00:00Z`.',
  'generated.format.dateTime.error':
    'muss ein Datum mit Uhrzeit sein, zum Beispiel 2026-01-31T08:00:00Z',
  'generated.format.email':
    'Eine E-Mail-Adresse, zum Beispiel `ann@example.com`.',
  'generated.format.email.error': 'muss eine E-Mail-Adresse sein',
  'generated.format.duration': 'Eine Dauer, zum Beispiel `1h30m` oder `15s`.',
  'generated.format.hexcolor': 'Eine Farbe, zum Beispiel `#ff8800`.',
  'generated.format.hostname': 'Ein Hostname, zum Beispiel `db.example.com`.',
  'generated.format.isbn': 'Eine ISBN.',
  'generated.format.isbn10': 'Eine ISBN mit zehn Ziffern.',
  'generated.format.isbn13': 'Eine ISBN mit 13 Ziffern.',
  'generated.format.shortName':
    'Ein Name aus höchstens 63 Kleinbuchstaben, Ziffern und Bindestrichen.',
  'generated.format.longName':
    'Ein Name aus höchstens 253 Kleinbuchstaben, Ziffern, Bindestrichen und Punkten.',
  'generated.format.mac': 'Eine MAC-Adresse, zum Beispiel `00:1a:2b:3c:4d:5e`.',
  'generated.format.rgbcolor': 'Eine Farbe, zum Beispiel `rgb(255,136,0)`.',
  'generated.format.ssn': 'Eine Sozialversicherungsnummer.',
  'generated.format.uri': 'Eine URL, zum Beispiel `https://example.com/path`.',
  'generated.format.uuid.error': 'muss eine UUID sein',
  'generated.format.uuidVersion': 'Eine UUID der Version {{version}}.',

  'generated.yaml': 'Wird als YAML geschrieben, denn {{reason}}.',
  'generated.yaml.invalid': 'Das ist kein gültiges YAML.',
  'generated.yaml.atLeastOne': 'Diese Liste braucht mindestens einen Eintrag.',
  'generated.yaml.atLeast':
    'Diese Liste braucht mindestens {{number}} Einträge.',
  'generated.yaml.minProperties':
    'Geben Sie mindestens so viele Felder ein: {{number}}.',
  'generated.yaml.maxProperties':
    'Geben Sie höchstens so viele Felder ein: {{number}}.',
  'generated.why.asked': 'das Promise verlangt es',
  'generated.why.notSimple': 'seine Einträge sind nicht einfach',
  'generated.why.unknownType': 'sein Typ ist nicht bekannt',
  'generated.why.embedded': 'es ist ein eigenes Kubernetes-Objekt',
  'generated.why.choices': 'es ist eines von mehreren Objekten oder Listen',
  'generated.why.deep': 'es ist zu tief verschachtelt',
  'generated.why.large': 'es hat für ein Formular zu viele Felder',
  'generated.why.reserved':
    'es hat ein Feld „{{name}}“, das kein Backstage-Template senden kann',
  'generated.why.names':
    'ein Formular kann einige seiner Feldnamen nicht zeigen',
  'generated.why.twins':
    'der Katalog nimmt keine zwei Feldnamen an, die sich nur in der Groß- und Kleinschreibung unterscheiden',
  'generated.why.anyEntry': 'seine Einträge können alles sein',
  'generated.why.manyEntries': 'es braucht mindestens {{number}} Einträge',
  'generated.why.anyContent': 'es kann alles enthalten',
  'generated.why.anything': 'es kann alles sein',

  'generated.moreNames': '{{number}} weitere Felder',
  'generated.choose.one': 'Wählen Sie genau eines: {{choices}}.',
  'generated.choose.atMostOne': 'Wählen Sie höchstens eines: {{choices}}.',
  'generated.fill.atLeast':
    'Füllen Sie mindestens {{number}} davon aus: {{names}}.',
  'generated.fill.atMost':
    'Füllen Sie höchstens {{number}} davon aus: {{names}}.',
  'generated.fill.all': 'Füllen Sie alle davon aus oder keines: {{names}}.',
  'generated.fill.too':
    'Wenn {{first}} ausgefüllt ist, füllen Sie auch {{second}} aus.',
  'generated.fill.one': '{{name}} muss ausgefüllt sein.',
  'generated.fill.none': '{{name}} muss leer bleiben.',
  'generated.fill.rule':
    'Die Regel für diese Felder muss erfüllt sein: {{names}}. Sie lautet: {{code}}.',
  'generated.rule.atLeastOne':
    'Mindestens eines davon muss gelten: {{conditions}}.',
  'generated.rule.exactlyOne': 'Genau eines davon muss gelten: {{conditions}}.',
  'generated.rule.atLeastOneOf':
    'Mindestens eine von {{number}} Regeln für dieses Feld muss erfüllt sein.',
  'generated.rule.exactlyOneOf':
    'Genau eine von {{number}} Regeln für dieses Feld muss erfüllt sein.',
  'generated.rule.all': 'Das muss gelten: {{conditions}}.',
  'generated.rule.allUnnamed': 'Eine Regel für dieses Feld muss erfüllt sein.',
  'generated.rule.not': 'Das darf nicht gelten: {{conditions}}.',
  'generated.rule.notUnnamed':
    'Eine Regel für dieses Feld schließt diesen Wert aus.',
  'generated.condition.filled': '{{name}} ist ausgefüllt',
  'generated.condition.self': 'der Wert ist {{values}}',
  'generated.condition.value': '{{name}} ist {{values}}',

  'generated.checked.multipleOf':
    'Das prüft der Cluster: ein Vielfaches von {{number}}.',
  'generated.checked.atLeast':
    'Das prüft der Cluster: mindestens `{{number}}`.',
  'generated.checked.moreThan': 'Das prüft der Cluster: mehr als `{{number}}`.',
  'generated.checked.atMost': 'Das prüft der Cluster: höchstens `{{number}}`.',
  'generated.checked.lessThan':
    'Das prüft der Cluster: weniger als `{{number}}`.',
  'generated.checked.noValue':
    'Das prüft der Cluster: Er akzeptiert keinen Wert, weil {{keyword}} {{number}} für diesen Typ nicht gültig ist.',
  'generated.checked.match':
    'Das prüft der Cluster: Der Text muss zu {{pattern}} passen.',
  'generated.checked.object':
    'Das prüft der Cluster: apiVersion, kind und metadata.',
  'generated.checked.fields': 'Das prüft der Cluster: die Felder darin.',
  'generated.checked': 'Das prüft der Cluster: {{rule}}',
};
