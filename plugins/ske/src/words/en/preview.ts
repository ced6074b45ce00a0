/** The texts of `preview`. Each key starts with `preview.`. */
export const preview = {
  'preview.intro':
    'Write or paste a Promise and see the form that people fill in. This page writes nothing to the cluster.',
  'preview.source.title': 'Promise',
  'preview.source.label': 'The Promise as YAML or JSON',
  'preview.installed': 'Take an installed Promise',
  'preview.example': 'Start from an example',
  'preview.completion':
    'In the annotation kratix-portal.io/form, the editor proposes hints for the form. A file can also be dropped on it.',
  'preview.empty.title': 'No Promise yet',
  'preview.empty.text':
    'The form appears here as soon as the text contains a Promise, or the CustomResourceDefinition of its API.',
  'preview.form.title': 'Form',
  'preview.form.titleOf': 'Form of {{name}}',
  'preview.form.old':
    'The text is not valid. This is the form of the last valid text.',
  'preview.form.none': 'This Promise has no form',
  'preview.form.pages': 'Pages of the form',
  'preview.form.check': 'Check this page',
  'preview.form.valid': 'This page is valid.',
  'preview.notices.title': 'Notices of the generator',
  'preview.notices.count_zero': 'None: the form can express the whole API.',
  'preview.notices.count_one': '1 notice',
  'preview.notices.count_other': '{{count}} notices',
  'preview.manifest.title': 'Request',
  'preview.manifest.copied': 'the request',
} as const;
