import type { install as en } from '../en/install';

export const install: Record<keyof typeof en, string> = {
  'install.source.file': 'Datei auswählen',
  'install.source.atLine': 'Zeile {{line}}: {{what}}',
  'install.source.tooLarge':
    'Der Text ist größer als {{megabytes}} MB. So viel speichert kein Cluster.',
  'install.source.syntax':
    'Das ist weder gültiges YAML noch gültiges JSON: {{message}}',
  'install.source.alias':
    'Die Aliasse (*name) dieses Dokuments ergeben zu viel Text. Schreiben Sie die Werte aus.',
  'install.source.notObject':
    'Ein Promise ist eine Zuordnung mit apiVersion, kind, metadata und spec.',
  'install.source.noName':
    'Das Promise braucht einen Namen in metadata.name: Kleinbuchstaben, Ziffern, „-“ und „.“.',
  'install.source.noPromise':
    'Der Text enthält kein Promise, also kein Objekt mit apiVersion platform.kratix.io/v1alpha1 und kind Promise.',
  'install.source.noPromiseBut':
    'Der Text enthält kein Promise. Er enthält: {{kinds}}.',
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
};
