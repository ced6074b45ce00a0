import type { preview as en } from '../en/preview';

export const preview: Record<keyof typeof en, string> = {
  'preview.intro':
    'Schreiben Sie ein Promise oder fügen Sie eines ein, und sehen Sie das Formular, das andere ausfüllen. Diese Seite schreibt nichts in den Cluster.',
  'preview.source.title': 'Promise',
  'preview.source.label': 'Das Promise als YAML oder JSON',
  'preview.installed': 'Installiertes Promise übernehmen',
  'preview.example': 'Mit einem Beispiel beginnen',
  'preview.completion':
    'In der Annotation kratix-portal.io/form schlägt der Editor Hinweise für das Formular vor. Eine Datei lässt sich auch auf ihn ziehen.',
  'preview.empty.title': 'Noch kein Promise',
  'preview.empty.text':
    'Das Formular erscheint hier, sobald der Text ein Promise enthält oder die CustomResourceDefinition seiner API.',
  'preview.form.title': 'Formular',
  'preview.form.titleOf': 'Formular von {{name}}',
  'preview.form.old':
    'Der Text ist ungültig. Das ist das Formular des letzten gültigen Textes.',
  'preview.form.none': 'Dieses Promise hat kein Formular',
  'preview.form.pages': 'Seiten des Formulars',
  'preview.form.check': 'Diese Seite prüfen',
  'preview.form.valid': 'Diese Seite ist gültig.',
  'preview.notices.title': 'Hinweise des Generators',
  'preview.notices.count_zero':
    'Keine: Das Formular kann die ganze API ausdrücken.',
  'preview.notices.count_one': '1 Hinweis',
  'preview.notices.count_other': '{{count}} Hinweise',
  'preview.manifest.title': 'Anforderung',
  'preview.manifest.copied': 'die Anforderung',
};
