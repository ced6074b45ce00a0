import type { install as en } from '../en/install';

export const install: Record<keyof typeof en, string> = {
  'install.source.file': 'Datei auswählen',
  'install.source.atLine': 'Zeile {{line}}: {{what}}',
  'install.source.tooLarge':
    'Der Text ist größer als {{megabytes}} MB. So viel speichert kein Cluster.',
  'install.source.syntax':
    'Das ist weder gültiges YAML noch gültiges JSON: {{message}}',
  'install.source.tooDeep': 'Der Text ist zu tief verschachtelt.',
  'install.source.ambiguous':
    'kubectl und das Portal würden den Text verschieden lesen: {{message}}.',
  'install.source.hidden':
    '{{text}} enthält ein Leerzeichen oder ein Zeichen, das YAML nicht als Leerzeichen liest, zum Beispiel aus einer Webseite kopiert. Schreiben Sie ein gewöhnliches Leerzeichen, oder setzen Sie den Text in Anführungszeichen.',
  'install.source.alias':
    'Die Aliasse (*name) dieses Dokuments ergeben zu viel Text. Schreiben Sie die Werte aus.',
  'install.source.unknownAlias':
    '*{{name}} ist ein Alias, und vor ihm steht kein Anker &{{name}}. Setzen Sie einen Text in Anführungszeichen.',
  'install.source.endlessAlias':
    'Der Alias *{{name}} steht in dem Teil, den er wiederholt. Der Text hätte kein Ende.',
  'install.source.notObject':
    'Ein Promise ist eine Zuordnung mit apiVersion, kind, metadata und spec.',
  'install.source.noName':
    'Das Promise braucht einen Namen in metadata.name: Kleinbuchstaben, Ziffern, „-“ und „.“.',
  'install.source.longName':
    'Der Name des Promise darf höchstens 63 Zeichen haben, weil Kratix ihn in Labels schreibt.',
  'install.source.noPromise':
    'Der Text enthält kein Promise, also kein Objekt mit apiVersion platform.kratix.io/v1alpha1 und kind Promise.',
  'install.source.noPromiseBut':
    'Der Text enthält kein Promise. Er enthält: {{kinds}}.',
  'install.source.noDraft':
    'Von diesem Text wird kein Entwurf aufbewahrt, weil er Werte hat, die wie Geheimnisse aussehen.',
  'install.source.which_one': 'Das Promise',
  'install.source.which_other': 'Der Text enthält {{count}} Promises. Welches?',
  'install.source.candidate': '{{name}} (Zeile {{line}})',
  'install.source.others_one':
    'Ein anderes Dokument wird nicht verwendet: {{names}}.',
  'install.source.others_other':
    '{{count}} andere Dokumente werden nicht verwendet: {{names}}.',
  'install.source.other': '{{kind}} {{name}} (Zeile {{line}})',
  'install.url.label': 'URL eines Promise',
  'install.url.read': 'Lesen',
  'install.url.reading': 'Wird gelesen',
  'install.url.notHttp':
    'Geben Sie eine URL ein, die mit https:// oder http:// beginnt.',
  'install.url.status':
    'Der Server hat mit HTTP-Status {{status}} geantwortet.',
  'install.url.webPage':
    'Diese URL ist eine Webseite. Geben Sie die URL der Datei selbst ein, etwa den Link „Raw“ eines Repositorys.',
  'install.url.noAnswer':
    'Ihr Browser hat keine Antwort erhalten. Entweder ist der Server nicht erreichbar, oder er erlaubt anderen Websites nicht, die Datei zu lesen (CORS). Laden Sie die Datei herunter und wählen Sie sie hier aus.',

  'install.button': 'Promise installieren',
  'install.right.create':
    'Ihnen fehlt das Recht, auf dem Plattform-Cluster Promises anzulegen. Bitten Sie Ihr Plattform-Team darum.',
  'install.right.patch':
    'Ihnen fehlt das Recht, dieses Promise zu ändern. Bitten Sie Ihr Plattform-Team darum.',
  'install.intro':
    'Installieren Sie ein Promise auf dem Plattform-Cluster, oder aktualisieren Sie ein installiertes. Der Cluster prüft es zuerst, und geschrieben wird es in Ihrem Namen.',
  'install.source.title': 'Promise',
  'install.source.label': 'Das Promise als YAML oder JSON',
  'install.otherName':
    'Sie wollten {{wanted}} aktualisieren, aber dieser Text ist das Promise {{name}}.',
  'install.verdict.title': '{{name}} installieren',
  'install.verdict.upgrade': '{{name}} aktualisieren',
  'install.verdict.new':
    'Prüfen Sie das Promise, bevor es geschrieben wird: Der Cluster sagt, ob er es annimmt, und nichts ändert sich.',
  'install.verdict.created': 'Der Cluster nimmt dieses Promise an.',
  'install.verdict.updated': 'Der Cluster nimmt diese Aktualisierung an.',
  'install.verdict.unchanged':
    'Der Cluster hat genau das schon. Nichts würde sich ändern.',
  'install.verdict.notArrived':
    'Es kam keine Antwort, und der Cluster zeigt, dass nichts geschrieben wurde. Sie können es noch einmal versuchen.',
  'install.verdict.unknown':
    'Es kam keine Antwort, und der Cluster lässt sich nicht fragen, ob geschrieben wurde. Sehen Sie noch einmal nach, bevor Sie es erneut versuchen.',
  'install.lookUp': 'Noch einmal nachsehen',
  'install.check': 'Prüfen (Probelauf)',
  'install.checking': 'Der Cluster prüft es',
  'install.install': '{{name}} installieren',
  'install.upgrade': '{{name}} aktualisieren',
  'install.writing': 'Wird geschrieben',
  'install.notWritten': 'Das Promise {{name}} wurde nicht geschrieben.',
  'install.notKnown':
    'Das Portal weiß nicht, ob das Promise {{name}} geschrieben wurde. Öffnen Sie seine Seite, um es zu prüfen.',
  'install.installed': 'Das Promise {{name}} ist installiert.',
  'install.upgraded': 'Das Promise {{name}} ist aktualisiert.',
  'install.causes': 'Was der Cluster ablehnt',
  'install.compare.title': 'Was sich an {{name}} ändert',
  'install.compare.versions': 'Aus Version {{before}} wird Version {{after}}.',
  'install.compare.noVersion': '(keine)',
  'install.compare.otherKind':
    'Die API hat eine andere Art oder Gruppe. Kratix ändert die Namen einer installierten API nicht: Installieren Sie das Promise unter einem anderen Namen.',
  'install.compare.api': 'API',
  'install.compare.pipelines': 'Pipelines',
  'install.compare.rest': 'Alles andere',
  'install.compare.count_zero': 'Keine Änderungen',
  'install.compare.count_one': '1 Änderung',
  'install.compare.count_other': '{{count}} Änderungen',
  'install.compare.countOf_one': '{{shown}} von 1 Änderung',
  'install.compare.countOf_other':
    '{{shown}} von {{count}} Änderungen werden gezeigt',
  'install.compare.place': 'Feld',
  'install.compare.change': 'Änderung',
  'install.compare.before': 'Jetzt',
  'install.compare.after': 'Danach',
  'install.compare.added': 'Neu',
  'install.compare.removed': 'Entfernt',
  'install.compare.missing': 'Fehlt im Text',
  'install.compare.kept': 'Bleibt',
  'install.compare.partly': 'Teils entfernt',
  'install.compare.uncertain':
    'Einige Felder des installierten Promise fehlen im Text. Die Prüfung sagt, ob sie entfernt werden, denn das Portal behält, was andere geschrieben haben.',
  'install.compare.changed': 'Geändert',
  'install.requests.title': 'Bestehende Anforderungen',
  'install.requests.loading': 'Anforderungen werden gelesen.',
  'install.requests.checked_zero':
    'Sie sehen keine Anforderungen dieses Promise.',
  'install.requests.checked_one': '1 Anforderung wurde geprüft.',
  'install.requests.checked_other': '{{count}} Anforderungen wurden geprüft.',
  'install.requests.problems_one':
    '1 Anforderung passt nicht zur neuen API. Sie bleibt, wie sie ist, bis jemand sie ändert.',
  'install.requests.problems_other':
    '{{count}} Anforderungen passen nicht zur neuen API. Sie bleiben, wie sie sind, bis jemand sie ändert.',
  'install.requests.fine': 'Alle passen zur neuen API.',
  'install.requests.more_one': 'und 1 weitere',
  'install.requests.more_other': 'und {{count}} weitere',
  'install.requests.unchecked_one':
    '1 Anforderung wurde nicht geprüft, weil es zu viele sind.',
  'install.requests.unchecked_other':
    '{{count}} Anforderungen wurden nicht geprüft, weil es zu viele sind.',
  'install.requests.namespaces':
    'Geprüft wurden nur Anforderungen in {{names}}.',
  'install.requests.dropped': 'Die neue API hat diese Felder nicht: {{fields}}',
  'install.requests.limits':
    'Ihr Browser prüft Typen, Pflichtfelder, Auswahlen, Grenzen und Muster. Regeln in CEL und alles, was ein Formular dem Cluster überlässt, zum Beispiel Teile mit zu vielen Feldern für ein Formular, prüft er nicht.',
  'install.delete.intro':
    'Das lässt sich nicht rückgängig machen. Mit dem Promise verschwinden:',
  'install.delete.requests_zero': 'Keine Anforderung, die Sie sehen dürfen.',
  'install.delete.requests_one':
    '1 Anforderung mit allem, was sie erzeugt hat:',
  'install.delete.requests_other':
    '{{count}} Anforderungen mit allem, was sie erzeugt haben:',
  'install.delete.more_one': 'und 1 weitere',
  'install.delete.more_other': 'und {{count}} weitere',
  'install.delete.partial':
    'Sie dürfen nicht alle Anforderungen auflisten, es kann also mehr geben.',
  'install.delete.loading': 'Die Anforderungen werden gezählt.',
  'install.delete.api':
    'Die Art {{kind}} mit allen Objekten, auch solchen, die Kratix nicht kennt.',
  'install.delete.works_zero': 'Keine Works des Promise.',
  'install.delete.works_one': '1 Work des Promise mit seinen Dateien',
  'install.delete.works_other': '{{count}} Works des Promise mit ihren Dateien',
  'install.delete.worksLoading': 'Seine Works werden gezählt.',
  'install.delete.requiredByLoading':
    'Es wird nach Promises gesucht, die es voraussetzen.',
  'install.delete.requiredByUnknown':
    'Die Promises konnten nicht aufgelistet werden. Daher ist nicht bekannt, ob andere es voraussetzen.',
  'install.delete.worksUnknown':
    'Die Works konnten nicht aufgelistet werden. Was es verteilt hat, ist also unbekannt.',
  'install.delete.requiredBy':
    'Diese Promises setzen es voraus und funktionieren dann nicht mehr: {{names}}.',
  'install.delete.notRequired':
    'Kein anderes Promise, das Sie sehen, setzt es voraus.',
  'install.delete.pipeline':
    'Zuerst läuft die Lösch-Pipeline {{pipeline}}. Was sie tut, bestimmt das Promise.',
  'install.delete.noPipeline':
    'Es läuft keine Pipeline, weil es keine Lösch-Pipeline hat.',
  'install.delete.paused':
    'Das Promise ist pausiert. Kratix löscht es erst, wenn es fortgesetzt wird.',
  'install.command': 'den Befehl',
  'install.tooLarge':
    'Das Portal sendet höchstens {{kibibytes}} KiB, auch ohne Kommentare und Einrückung, weil das Backend ein Manifest in einem Zug liest und andere Benutzer so lange warten. Dieses Promise ist größer. Installieren Sie es mit kubectl; danach zeigt das Portal es an, und man kann es hier anfordern:',
  'install.promise.upgrade': 'Aktualisieren',
};
